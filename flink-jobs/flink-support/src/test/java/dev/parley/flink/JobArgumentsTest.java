package dev.parley.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {
  @Test
  void onlyKafkaIsRequired() {
    JobArguments arguments = parse("--kafka localhost:9092");

    assertThat(arguments.kafka()).isEqualTo("localhost:9092");
    assertThat(arguments.checkpointInterval()).isEmpty();
    assertThat(arguments.parallelism()).isEmpty();
  }

  @Test
  void bothWaysOfGivingAValueAreRead() {
    JobArguments arguments =
        parse("--kafka=a:1,b:2 --checkpoint-interval-ms 250 --parallelism=2 --redis r:6379");

    assertThat(arguments.kafka()).isEqualTo("a:1,b:2");
    assertThat(arguments.checkpointInterval()).hasValue(Duration.ofMillis(250));
    assertThat(arguments.parallelism()).hasValue(2);
    assertThat(arguments.hostPort("--redis")).isEqualTo("r:6379");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --kafak a:1 | --kafak: unknown option (expected: one of --kafka --checkpoint-interval-ms --parallelism --redis)
          --kafka | --kafka: no value (expected: --kafka VALUE)
          --kafka a:1 --kafka b:1 | --kafka: given twice (expected: once)
          """)
  void whatIsNoOptionIsRefused(String line, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(line)).withMessage(message);
  }

  @Test
  void aMissingAddressIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--parallelism 1").kafka())
        .withMessage("--kafka: missing (expected: host:port)");
  }

  @ParameterizedTest
  @CsvSource({"localhost", "a:b", ":9092", "'a:1,'"})
  void anAddressThatIsNoneIsRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--kafka " + address).kafka())
        .withMessage("--kafka: " + address + " (expected: host:port)");
  }

  @ParameterizedTest
  @CsvSource({"0", "129", "two", "99999999999"})
  void aParallelismOutOfRangeIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--parallelism " + value).parallelism())
        .withMessage("--parallelism: " + value + " (expected: 1 to 128)");
  }

  @Test
  void aTopicPrefixMakesValidTopicNames() {
    assertThat(parse("--redis replay-7-").topicPrefix("--redis")).hasValue("replay-7-");
    assertThat(parse("--kafka a:1").topicPrefix("--redis")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--redis Re/play").topicPrefix("--redis"))
        .withMessage("--redis: Re/play (expected: 1 to 100 of a-z, 0-9, dot and hyphen)");
  }

  private static JobArguments parse(String line) {
    return JobArguments.parse(line.split(" ", -1), "--redis");
  }
}
