package dev.parley.client.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles as it stands there. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** What a reader has from an earlier example, or from the own program. */
  private static final Map<String, String> NAMES =
      new TreeMap<>(
          Map.of(
              "client", "ParleyClient",
              "listener", "ClientListener",
              "conversationId", "String",
              "seq", "long"));

  private static final String IMPORTS =
      """
      import dev.parley.client.*;
      import dev.parley.client.http.*;
      import dev.parley.client.store.*;
      import dev.parley.protocol.v1.*;
      import java.net.URI;
      import java.nio.file.Path;
      import java.util.List;
      """;

  @Test
  void everyExampleCompiles(@TempDir Path classes) throws IOException {
    List<String> methods = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (block.find()) {
      methods.add(method(methods.size(), block.group(1)));
    }
    assertThat(methods).hasSizeGreaterThanOrEqualTo(4);

    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    var unused =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                problems,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(new Source(IMPORTS + "class Readme {" + String.join("", methods) + "}")))
            .call();

    assertThat(problems.getDiagnostics()).isEmpty();
  }

  private static String method(int number, String block) {
    String parameters =
        NAMES.entrySet().stream()
            .filter(name -> !block.matches("(?s).*\\b%s = .*".formatted(name.getKey())))
            .map(name -> name.getValue() + " " + name.getKey())
            .collect(Collectors.joining(", "));
    return "void example%d(%s) throws Exception {\n%s}\n".formatted(number, parameters, block);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Readme.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
