package dev.parley.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.protocol.id.UserId;
import java.time.Duration;
import java.util.Date;

/** Makes tokens for whoever asks: for development only. */
@SuppressWarnings("JavaUtilDate") // what the JWT library speaks
public final class TokenIssuer {
  public static final Duration LIFETIME = Duration.ofHours(12);

  private final MACSigner signer;

  public TokenIssuer(TokenKey key) {
    try {
      this.signer = new MACSigner(key.bytes());
    } catch (JOSEException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public String issue(UserId user, long now) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(user.value())
            .issuer(TokenVerifier.ISSUER)
            .audience(TokenVerifier.AUDIENCE)
            .expirationTime(new Date(now + LIFETIME.toMillis()))
            .build();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }
}
