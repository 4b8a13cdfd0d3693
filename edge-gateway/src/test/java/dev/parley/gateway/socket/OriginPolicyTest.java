package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {
  private final OriginPolicy policy = new OriginPolicy(Set.of("https://app.example"));

  private boolean admits(@Nullable String origin) {
    return policy.admits(origin, "http", "chat.example:8080");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"https://app.example", "http://chat.example:8080", "http://CHAT.example:8080"})
  void programsTheOwnPageAndAllowedOnesConnect(@Nullable String origin) {
    assertThat(admits(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "https://app.example.evil.example",
        "https://evil-app.example",
        "https://app.example:8443",
        "http://app.example",
        "https://app.example/",
        "https://chat.example:8080",
        "http://chat.example",
        "http://chat.example:80800",
        "http://user@chat.example:8080"
      })
  void lookAlikesDoNot(String origin) {
    assertThat(admits(origin)).isFalse();
  }

  @Test
  void onlyWhatABrowserSendsCanBeAllowed() {
    assertThat(OriginPolicy.checked("https://app.example:8443"))
        .isEqualTo("https://app.example:8443");
    for (String wrong : new String[] {"*", "app.example", "https://app.example/", "https://a b"}) {
      assertThatThrownBy(() -> OriginPolicy.checked(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
