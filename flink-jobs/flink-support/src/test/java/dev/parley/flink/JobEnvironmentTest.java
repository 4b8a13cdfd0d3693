package dev.parley.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {
  private final StreamExecutionEnvironment env =
      JobEnvironment.create(
          JobArguments.parse(
              new String[] {
                "--kafka", "a:1", "--checkpoint-interval-ms", "700", "--parallelism=3"
              }),
          Pace.PROMPT);

  @Test
  void snapshotsAreExactlyOnceAlignedAndAsOftenAsAsked() {
    assertThat(env.getCheckpointConfig().getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(env.getCheckpointConfig().isUnalignedCheckpointsEnabled()).isFalse();
    assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(700);
  }

  @Test
  void aSnapshotThatIsNotDoneInAMinuteIsGivenUpAndFailsNoJob() {
    assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(60_000);
    assertThat(env.getCheckpointConfig().getTolerableCheckpointFailureNumber())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void recordsThatSomebodyWaitsForGoOnAtOnceAndOthersSoon() {
    assertThat(env.getBufferTimeout()).isZero();
    assertThat(plain(Pace.GATHERED).getBufferTimeout()).isBetween(1L, 100L);
    assertThat(env.getConfig().isObjectReuseEnabled()).isTrue();
  }

  @Test
  void maxParallelismIsFixedWhateverTheParallelism() {
    assertThat(env.getParallelism()).isEqualTo(3);
    assertThat(env.getMaxParallelism()).isEqualTo(128);
  }

  @Test
  void anOperatorWithoutUidIsRefused() {
    env.fromData("x").print();

    assertThatIllegalStateException()
        .isThrownBy(env::getStreamGraph)
        .withMessageContaining("Auto generated UIDs have been disabled");
  }

  @Test
  void kryoIsRefused() {
    GenericTypeInfo<Object> onlyByKryo = new GenericTypeInfo<>(Object.class);

    assertThatThrownBy(() -> onlyByKryo.createSerializer(env.getConfig().getSerializerConfig()))
        .hasMessageContaining("Generic types have been disabled");
  }

  @Test
  void theCheckpointIntervalIsThePacesUnlessAsked() {
    assertThat(plain(Pace.PROMPT).getCheckpointConfig().getCheckpointInterval()).isEqualTo(5_000);
    assertThat(plain(Pace.GATHERED).getCheckpointConfig().getCheckpointInterval())
        .isEqualTo(10_000);
  }

  private static StreamExecutionEnvironment plain(Pace pace) {
    return JobEnvironment.create(JobArguments.parse(new String[] {"--kafka", "a:1"}), pace);
  }
}
