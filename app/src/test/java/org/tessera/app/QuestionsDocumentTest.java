package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.sparql.StoredQueries;

/** The table of the forty questions says what there is. */
class QuestionsDocumentTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| ([RGA]) \\| .*$");
  private static final Pattern QUERY = Pattern.compile("query (\\d+)");
  private static final Pattern CALL = Pattern.compile("`(/api/v1/[^`]*)`");

  @TempDir Path data;

  @Test
  void eachQuestionIsThereOnceAndEachQueryIsNamed() throws IOException {
    assertEquals(
        IntStream.rangeClosed(1, 40).boxed().toList(),
        found(ROW, table()).stream().map(Integer::valueOf).toList());
    Set<Integer> stored = new TreeSet<>();
    StoredQueries.all().forEach(query -> stored.add(query.question()));
    Set<Integer> named = new TreeSet<>();
    found(QUERY, table()).forEach(number -> named.add(Integer.valueOf(number)));
    assertEquals(stored, named);
  }

  @Test
  void everyCallAnswers() throws IOException {
    try (TestServer server = TestServer.start(data, Map.of(Setting.LIMITS, "false"))) {
      server.harvest(List.of("nz-nzqa", "fr-reva"));
      for (String call : found(CALL, table())) {
        HttpResponse<String> answer = server.get(call);
        assertEquals(200, answer.statusCode(), call + "\n" + answer.body());
        assertFalse(answer.body().isBlank(), call);
      }
      assertEquals(
          server.json("/api/v1/search?q=RNCP32208").path("items").get(0).path("id").asString(),
          "https://w3id.org/tessera/id/fr-reva/RNCP32208");
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static String table() throws IOException {
    return Files.readString(Path.of("../docs/questions.md"));
  }
}
