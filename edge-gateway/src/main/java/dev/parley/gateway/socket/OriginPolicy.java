package dev.parley.gateway.socket;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect. Programs that are no browsers send no Origin; a page's must be the
 * gateway's own or exactly one of the allowed.
 */
public record OriginPolicy(Set<String> allowed) {
  public OriginPolicy {
    allowed = Set.copyOf(allowed);
  }

  boolean admits(@Nullable String origin, String scheme, @Nullable String host) {
    if (origin == null) {
      return true;
    }
    return allowed.contains(origin) || isOwn(origin, scheme, host);
  }

  private static boolean isOwn(String origin, String scheme, @Nullable String host) {
    return host != null
        && origin.toLowerCase(Locale.ROOT).equals(scheme + "://" + host.toLowerCase(Locale.ROOT));
  }

  /** Throws IllegalArgumentException for what no browser ever sends as an Origin. */
  public static String checked(String origin) {
    URI uri = URI.create(origin);
    boolean bare =
        uri.getScheme() != null
            && uri.getHost() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (!bare) {
      throw new IllegalArgumentException(
          "allow-origin: " + origin + " (expected: scheme://host or scheme://host:port)");
    }
    return origin;
  }
}
