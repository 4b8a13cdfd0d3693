package dev.parley.presence;

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

/**
 * The same signals at the same times give the same: nothing here may know anything but its
 * arguments.
 */
@AnalyzeClasses(
    packages = "dev.parley.presence..",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
  @ArchTest
  static final ArchRule NO_ENGINE_NO_DATABASE_NO_LOG =
      classes()
          .that()
          .resideInAPackage("dev.parley.presence")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.parley.presence..",
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
