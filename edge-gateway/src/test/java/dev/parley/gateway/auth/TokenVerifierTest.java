package dev.parley.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.protocol.id.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // what the JWT library speaks
class TokenVerifierTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final byte[] SECRET = secret(1);
  private static final byte[] OTHER_SECRET = secret(2);

  private final TokenVerifier verifier = new TokenVerifier(TokenKey.of(SECRET));

  @Test
  void anIssuedTokenNamesItsUserAndItsEnd() {
    String token = new TokenIssuer(TokenKey.of(SECRET)).issue(new UserId("ann"), NOW);

    assertThat(verifier.verify(token, NOW))
        .contains(new Identity(new UserId("ann"), NOW + TokenIssuer.LIFETIME.toMillis()));
  }

  @Test
  void theGoodTokenThatTheAttacksAreMadeFromIsGood() throws Exception {
    assertThat(verifier.verify(signed(header().build(), claims().build(), SECRET), NOW))
        .isPresent();
  }

  static Stream<Arguments> attacks() throws Exception {
    JWTClaimsSet good = claims().build();
    String signed = signed(header().build(), good, SECRET);
    String[] parts = signed.split("\\.", -1);
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("no token", "ann"),
        Arguments.of("a megabyte", "a".repeat(1 << 20)),
        Arguments.of("a megabyte of claims", signed + "a".repeat(1 << 20)),
        Arguments.of("alg none", new PlainJWT(good).serialize()),
        Arguments.of("alg none, signed parts", none() + "." + parts[1] + "." + parts[2]),
        Arguments.of("signature cut", parts[0] + "." + parts[1] + "."),
        Arguments.of("claims changed", parts[0] + "." + flip(parts[1]) + "." + parts[2]),
        Arguments.of("another key", signed(header().build(), good, OTHER_SECRET)),
        Arguments.of(
            "HS384", signed(new JWSHeader(JWSAlgorithm.HS384), good, Arrays.copyOf(SECRET, 48))),
        Arguments.of(
            "HS512", signed(new JWSHeader(JWSAlgorithm.HS512), good, Arrays.copyOf(SECRET, 64))),
        Arguments.of("unknown kid", signed(header().keyID("k-2").build(), good, SECRET)),
        Arguments.of(
            "jku",
            signed(header().jwkURL(URI.create("https://evil.example/keys")).build(), good, SECRET)),
        Arguments.of(
            "jku, key of its own",
            signed(
                header().jwkURL(URI.create("https://evil.example/keys")).build(),
                good,
                OTHER_SECRET)),
        Arguments.of(
            "x5u",
            signed(
                header().x509CertURL(URI.create("https://evil.example/c")).build(), good, SECRET)),
        Arguments.of("crit", signed(header().criticalParams(Set.of("exp")).build(), good, SECRET)),
        Arguments.of("wrong iss", signed(claims().issuer("parley2").build())),
        Arguments.of("no iss", signed(claims().issuer(null).build())),
        Arguments.of("wrong aud", signed(claims().audience("other").build())),
        Arguments.of("no aud", signed(claims().audience((String) null).build())),
        Arguments.of("expired", signed(claims().expirationTime(new Date(NOW)).build())),
        Arguments.of("no exp", signed(claims().expirationTime(null).build())),
        Arguments.of("not yet", signed(claims().notBeforeTime(new Date(NOW + 60_000)).build())),
        Arguments.of("no sub", signed(claims().subject(null).build())),
        Arguments.of("a sub that is no user id", signed(claims().subject("ann\n").build())),
        Arguments.of("an embedded key", embedded(good)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void aBadTokenIsNobodys(String attack, String token) {
    assertThat(verifier.verify(token, NOW)).as(attack).isEmpty();
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.HS256);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .issuer("parley")
        .audience("parley-client")
        .expirationTime(new Date(NOW + 60_000));
  }

  private static String signed(JWTClaimsSet claims) throws Exception {
    return signed(header().build(), claims, SECRET);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, byte[] secret)
      throws Exception {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(new MACSigner(secret));
    return jwt.serialize();
  }

  /** The header carries the key that it is signed with. The library refuses to write that. */
  private static String embedded(JWTClaimsSet claims) throws Exception {
    String key = new OctetSequenceKey.Builder(OTHER_SECRET).build().toJSONString();
    String header = encoded("{\"alg\":\"HS256\",\"jwk\":" + key + "}");
    String payload = encoded(claims.toString());
    byte[] signature =
        Base64.getUrlDecoder()
            .decode(
                new MACSigner(OTHER_SECRET)
                    .sign(
                        header().build(), (header + "." + payload).getBytes(StandardCharsets.UTF_8))
                    .toString());
    return header
        + "."
        + payload
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String none() {
    return encoded("{\"alg\":\"none\"}");
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String flip(String part) {
    return (part.charAt(0) == 'e' ? 'f' : 'e') + part.substring(1);
  }

  private static byte[] secret(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return secret;
  }
}
