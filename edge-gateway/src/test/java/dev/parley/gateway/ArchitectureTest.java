package dev.parley.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.parley.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] ENGINES = {
    "io.undertow..",
    "org.xnio..",
    "org.apache.kafka..",
    "org.apache.hadoop..",
    "dev.parley.history..",
    "redis..",
    "io.micrometer..",
    "org.slf4j.."
  };

  @ArchTest
  static final ArchRule theSessionMachineIsPure =
      noClasses()
          .that()
          .resideInAnyPackage("..gateway.session..", "..gateway.limits..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINES);

  @ArchTest
  static final ArchRule theSessionMachineHasNoClockAndNoThread =
      noClasses()
          .that()
          .resideInAPackage("..gateway.session..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule onlySocketAndHttpKnowUndertow =
      noClasses()
          .that()
          .resideOutsideOfPackages("..gateway.socket..", "..gateway.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.undertow..", "org.xnio..");

  @ArchTest
  static final ArchRule onlySocketKnowsUndertowsWebSocket =
      noClasses()
          .that()
          .resideOutsideOfPackage("..gateway.socket..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.undertow.websockets..");

  /** What is decided about presence is decided without them; its metrics and timer apart. */
  @ArchTest
  static final ArchRule presenceKnowsNoKafkaAndNoCache =
      noClasses()
          .that()
          .resideInAPackage("..gateway.presence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "dev.parley.history..", "redis..");
}
