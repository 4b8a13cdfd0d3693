package dev.parley.system.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepositoryRulesTest {
  private static final int LINES_MAX = 500;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void noSourceFileIsLongerThanAReaderCanHold() {
    List<Path> sources = Repository.files(".java");
    assertThat(sources).isNotEmpty();
    assertThat(sources)
        .filteredOn(source -> Repository.read(source).lines().count() > LINES_MAX)
        .isEmpty();
  }

  @Test
  void topicNamesAreSpelledInOnePlace() {
    // Some are words of every day as well: state has those names, too.
    Set<Topics> words = Set.of(Topics.SESSIONS, Topics.GATEWAYS, Topics.CONTACTS);
    String names =
        Arrays.stream(Topics.values())
            .filter(topic -> !words.contains(topic))
            .map(Topics::topicName)
            .collect(Collectors.joining("|"));
    Pattern spelled = Pattern.compile("\"(" + names + ")\"");
    assertThat(Repository.files(".java"))
        .filteredOn(source -> source.toString().contains("/src/main/"))
        .filteredOn(source -> !source.endsWith("Topics.java"))
        .filteredOn(source -> spelled.matcher(Repository.read(source)).find())
        .isEmpty();
  }

  @Test
  void linksInTheDocumentsLeadSomewhere() {
    List<Path> documents = Repository.files(".md");
    assertThat(documents).isNotEmpty();
    for (Path document : documents) {
      Matcher links = LINK.matcher(Repository.read(document));
      while (links.find()) {
        Path target = document.resolveSibling(links.group(1));
        assertThat(Files.exists(target)).as("%s links to %s", document, target).isTrue();
      }
    }
  }
}
