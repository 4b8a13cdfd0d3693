package dev.parley.conversation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Same log, same numbers: nothing here may know anything but its arguments. */
@AnalyzeClasses(
    packages = "dev.parley.conversation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
  @ArchTest
  static final ArchRule NO_ENGINE_NO_DATABASE_NO_LOG =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.conversation",
              "dev.parley.protocol..",
              "com.google.protobuf",
              "java.lang..",
              "java.util..",
              "java.nio..",
              "java.security",
              "java.time",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule NO_CLOCK_NO_CHANCE =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(Clock.class, Instant.class))
          .orShould()
          .dependOnClassesThat(JavaClass.Predicates.assignableTo(Random.class));
}
