package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path data = Path.of("");

  @Test
  void laterPlacesWin() throws IOException {
    givenFile("port: 1\nsparql-rows: 2\nsparql-seconds: 3\n");

    Settings settings =
        Settings.load(
            data,
            Map.of("TESSERA_SPARQL_ROWS", "20", "TESSERA_SPARQL_SECONDS", "30"),
            Map.of(Setting.SPARQL_SECONDS, "300"));

    assertEquals(1, settings.number(Setting.PORT));
    assertEquals(20, settings.number(Setting.SPARQL_ROWS));
    assertEquals(300, settings.number(Setting.SPARQL_SECONDS));
    assertEquals(1000, settings.number(Setting.REQUESTS_PER_MINUTE));
  }

  @Test
  void keysMayCarryTheNameOfTheApplication() throws IOException {
    givenFile("tessera:\n  base-iri: http://a.example/\ntessera.port: 9\n");

    Settings settings = Settings.load(data, Map.of(), Map.of());

    assertEquals("http://a.example/", settings.text(Setting.BASE_IRI));
    assertEquals(9, settings.number(Setting.PORT));
  }

  @Test
  void anUnknownKeyIsNamedWithItsFile() throws IOException {
    givenFile("prot: 8080\n");

    assertTrue(refusal(Map.of()).contains("tessera.yaml: no setting is called 'prot'"));
  }

  @Test
  void aValueOfAWrongFormIsNamedWithItsPlace() {
    assertEquals(
        "TESSERA_PORT: 'eighty' is wrong; it takes a port from 0 to 65535",
        refusal(Map.of("TESSERA_PORT", "eighty")));
    assertEquals(
        "TESSERA_PORT: '65536' is wrong; it takes a port from 0 to 65535",
        refusal(Map.of("TESSERA_PORT", "65536")));
    assertEquals(
        "TESSERA_SPARQL_ROWS: '-1' is wrong; it takes a whole number of 0 or more",
        refusal(Map.of("TESSERA_SPARQL_ROWS", "-1")));
  }

  @Test
  void aFileThatIsNoYamlIsRefusedInOneLine() throws IOException {
    givenFile("port: [\n");

    assertEquals(1, refusal(Map.of()).lines().count());
  }

  private String refusal(Map<String, String> environment) {
    return String.valueOf(
        assertThrows(ClearError.class, () -> Settings.load(data, environment, Map.of()))
            .getMessage());
  }

  @Test
  void aTokenThatIsGivenIsWhereTheCommandsOfTheFolderLook() throws IOException {
    Path file = data.resolve("admin.token");
    assertEquals(DataFolder.adminToken(data), Files.readString(file));
    Settings given = Settings.load(data, Map.of(), Map.of(Setting.ADMIN_TOKEN, "given\n"));
    assertEquals("given", given.adminToken().secret());
    assertEquals("given", Files.readString(file));
    for (String wrong : List.of(" ", "two words", "ligne\u0007")) {
      Settings refused = Settings.load(data, Map.of(), Map.of(Setting.ADMIN_TOKEN, wrong));
      assertThrows(ClearError.class, refused::adminToken);
    }
    assertEquals("given", DataFolder.adminToken(data));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  private void givenFile(String text) throws IOException {
    Files.writeString(data.resolve(Settings.FILE), text);
  }
}
