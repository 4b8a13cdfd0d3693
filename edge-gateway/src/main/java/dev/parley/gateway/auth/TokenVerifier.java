package dev.parley.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.protocol.id.UserId;
import java.text.ParseException;
import java.util.Optional;

/**
 * Tells whose token it is. There is one key and one algorithm; whatever else a token names (another
 * algorithm, a key of its own, a place to fetch one) makes it a bad token, and nobody is told why.
 */
@SuppressWarnings("JavaUtilDate") // what the JWT library speaks
public final class TokenVerifier {
  public static final String ISSUER = "parley";
  public static final String AUDIENCE = "parley-client";

  private static final int MAX_CHARS = 4_096;

  private final JWSVerifier signature;

  public TokenVerifier(TokenKey key) {
    try {
      this.signature = new MACVerifier(key.bytes());
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Empty for every bad token. */
  public Optional<Identity> verify(String token, long now) {
    if (token.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!isOurs(jwt.getHeader()) || !jwt.verify(signature)) {
        return Optional.empty();
      }
      return identity(jwt.getJWTClaimsSet(), now);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(JWSHeader header) {
    return JWSAlgorithm.HS256.equals(header.getAlgorithm())
        && header.getKeyID() == null
        && header.getJWK() == null
        && header.getJWKURL() == null
        && header.getX509CertURL() == null
        && header.getX509CertChain() == null
        && header.getCriticalParams() == null;
  }

  private static Optional<Identity> identity(JWTClaimsSet claims, long now) {
    boolean good =
        ISSUER.equals(claims.getIssuer())
            && claims.getAudience().contains(AUDIENCE)
            && claims.getExpirationTime() != null
            && claims.getExpirationTime().getTime() > now
            && (claims.getNotBeforeTime() == null || claims.getNotBeforeTime().getTime() <= now)
            && claims.getSubject() != null;
    return good
        ? Optional.of(
            new Identity(new UserId(claims.getSubject()), claims.getExpirationTime().getTime()))
        : Optional.empty();
  }
}
