package dev.parley.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlinkRestTest {
  @Test
  void ofAStackTraceThePersonGetsTheInnermostCause() {
    String trace =
        """
        a.b.OuterException: something failed
        \tat a.b.C.d(C.java:1)
        Caused by: a.b.MiddleException: because
        \tat a.b.C.e(C.java:2)
        Caused by: a.b.InnerException: the reason
        \tat a.b.C.f(C.java:3)
        """;

    assertThat(FlinkRest.innermostCause(trace)).isEqualTo("a.b.InnerException: the reason");
  }

  @Test
  void withoutACauseItIsTheFirstLine() {
    assertThat(FlinkRest.innermostCause("a.b.Exception: why\n\tat a.b.C.d(C.java:1)"))
        .isEqualTo("a.b.Exception: why");
    assertThat(FlinkRest.innermostCause("")).isEmpty();
  }
}
