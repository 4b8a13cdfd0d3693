package dev.parley.delivery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(
    packages = "dev.parley.delivery",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CoreBordersTest {
  @ArchTest
  static final ArchRule KNOWS_NO_ENGINE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.delivery",
              "dev.parley.protocol..",
              "com.google.protobuf",
              "java.lang..",
              "java.time",
              "java.util..",
              "org.jspecify.annotations");

  /** What would make a replay decide differently. */
  @ArchTest
  static final ArchRule KNOWS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class);
}
