package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are no sources' are refused, wherever they come from. */
class HttpAddressesTest {
  private static final byte[] TABLE = "id;name\n1;Élan\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;

  private final LoopbackServer server = new LoopbackServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/table.csv",
        "http://192.168.1.1/table.csv",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://localhost/",
        "http://2130706433/"
      })
  void privateAddressesAreRefused(String address) {
    HttpFiles http =
        new HttpFiles(
            HttpFilesTest.settings(temporary, false, 1L << 20, Duration.ofSeconds(5)),
            temporary,
            () -> false);
    HarvestException refused =
        assertThrows(HarvestException.class, () -> http.download("test", URI.create(address)));
    assertTrue(
        refused.reason().startsWith(address + " is at a private address")
            || refused.reason().equals(address + " has an unknown host"),
        refused::reason);
  }

  @Test
  void loopbackIsRefusedBeforeAnyRequest() {
    server.serve("/table.csv", exchange -> LoopbackServer.answer(exchange, 200, TABLE));
    HarvestException refused = refused("/table.csv", false);
    assertEquals(HarvestException.Category.BAD_REQUEST, refused.category());
    assertTrue(
        refused.reason().endsWith(" is at a private address, and these are not fetched from"),
        refused::reason);
    assertEquals(0, server.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hostname", "ftp://example.org/a.csv", "jar:file:/a.jar!/b"})
  void otherSchemesAreRefused(String address) {
    HttpFiles http =
        new HttpFiles(
            HttpFilesTest.settings(temporary, true, 1L << 20, Duration.ofSeconds(5)),
            temporary,
            () -> false);
    HarvestException refused =
        assertThrows(HarvestException.class, () -> http.download("test", URI.create(address)));
    assertEquals(address + " is no http or https address", refused.reason());
  }

  @Test
  void aRedirectToWhatIsNoAddressIsNamed() {
    server.serve("/moved", exchange -> LoopbackServer.redirect(exchange, "http://example.org/a|b"));
    HarvestException refused = refused("/moved", true);
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertEquals(
        server.address("/moved") + " redirects to http://example.org/a|b, which is no address",
        refused.reason());
  }

  @Test
  void whatIsNoAddressIsNamed() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      String wrong = refused(registry, "https://h/a b.csv");
      assertTrue(wrong.startsWith("https://h/a b.csv is no address: "), wrong);
    }
  }

  @Test
  void anAddressWithAPasswordIsRefusedWithoutRepeatingIt() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      for (String host : new String[] {"h", "my_host", "h:80", "h/a b.csv?", "#@h", "/@h"}) {
        HarvestRequest request =
            new HarvestRequest(
                "fr-bcn",
                Optional.of("https://ministry:abracadabra@" + host + "/a.csv"),
                true,
                false,
                false,
                true);
        String refused =
            assertThrows(
                    HarvestException.class,
                    () -> registry.harvester.harvest(request, HarvestListener.NONE))
                .reason();
        assertTrue(refused.contains("password"), refused);
        assertFalse(refused.contains("abracadabra"), refused);
      }
      assertEquals(0, registry.store.sequence());
    }
  }

  @Test
  void aRedirectToAFileIsRefused() {
    server.serve("/moved", exchange -> LoopbackServer.redirect(exchange, "file:///etc/hostname"));
    HarvestException refused = refused("/moved", true);
    assertEquals("file:///etc/hostname is no http or https address", refused.reason());
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
  }

  @Test
  void aPassFromAPrivateAddressIsRefusedAndAsksNothing() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      String refused = refused(registry, server.address("/table.csv").toString());
      assertTrue(refused.contains("is at a private address"), refused);
      assertEquals(0, server.requests());
      assertEquals(0, registry.store.sequence());
    }
  }

  private static String refused(TestRegistry registry, String from) {
    HarvestRequest request =
        new HarvestRequest("fr-bcn", Optional.of(from), true, false, false, true);
    HarvestReport report = registry.harvester.harvest(request, HarvestListener.NONE);
    assertEquals(1, report.exitCode());
    return report.failure().orElseThrow();
  }

  private HarvestException refused(String path, boolean allowPrivateAddresses) {
    HttpFiles http =
        new HttpFiles(
            HttpFilesTest.settings(
                temporary, allowPrivateAddresses, 1L << 20, Duration.ofSeconds(30)),
            temporary,
            () -> false);
    return assertThrows(HarvestException.class, () -> http.download("test", server.address(path)));
  }
}
