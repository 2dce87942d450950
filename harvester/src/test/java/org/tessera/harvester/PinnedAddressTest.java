package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The address that was judged is the one connected to. The hosts here exist for the resolver of the
 * test alone, so whoever looks a name up again finds nothing.
 */
class PinnedAddressTest {
  private static final Predicate<InetAddress> ANY = address -> true;

  @TempDir Path temporary;

  private final List<String> asked = new ArrayList<>();
  private final List<String> lookedUp = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aHostIsLookedUpOnceAndNamedToTheServer() throws IOException {
    serve(HttpServer.create(any(), 0));
    String rebinding = "http://rebinding.test:" + server.getAddress().getPort() + "/table.csv";
    Path kept = http(ANY, defaultTls(), Map.of("rebinding.test", "127.0.0.1")).download(rebinding);
    assertEquals("kept", Files.readString(kept));
    assertEquals(List.of("rebinding.test"), lookedUp);
    assertEquals(List.of("rebinding.test:" + server.getAddress().getPort() + " /table.csv"), asked);
  }

  @Test
  void aRedirectIsJudgedAsTheFirstAddressIs() throws IOException {
    serve(HttpServer.create(any(), 0));
    String port = ":" + server.getAddress().getPort();
    Fetch http =
        http(
            address -> !address.getHostAddress().equals("127.0.0.2"),
            defaultTls(),
            Map.of("good.test", "127.0.0.1", "bad.test", "127.0.0.2"));
    HarvestException refused =
        assertThrows(
            HarvestException.class,
            () -> http.download("http://good.test" + port + "/to/bad.test" + port));
    assertEquals(
        "http://bad.test" + port + "/ is at a private address, and these are not fetched from",
        refused.reason());
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertEquals(List.of("good.test", "bad.test"), lookedUp);
    assertEquals(1, asked.size(), asked::toString);
  }

  @Test
  void tlsIsForTheNameAndNotForTheAddress() throws Exception {
    SSLContext context = context("right.test");
    HttpsServer https = HttpsServer.create(any(), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    serve(https);
    String port = ":" + server.getAddress().getPort();
    Map<String, String> hosts = Map.of("right.test", "127.0.0.1", "wrong.test", "127.0.0.1");
    Fetch http = http(ANY, context, hosts);
    assertEquals("kept", Files.readString(http.download("https://right.test" + port + "/a.csv")));
    assertEquals(List.of("right.test" + port + " /a.csv for right.test"), asked);
    HarvestException refused =
        assertThrows(
            HarvestException.class, () -> http.download("https://wrong.test" + port + "/a.csv"));
    assertTrue(refused.reason().contains("wrong.test found"), refused::reason);
    assertEquals(1, asked.size(), asked::toString);
    Fetch stranger = http(ANY, defaultTls(), hosts);
    HarvestException untrusted =
        assertThrows(
            HarvestException.class,
            () -> stranger.download("https://right.test" + port + "/a.csv"));
    assertTrue(
        untrusted.reason().contains("unable to find valid certification path"), untrusted::reason);
    assertTrue(!untrusted.reason().contains("Exception"), untrusted::reason);
  }

  private interface Fetch {
    Path download(String address);
  }

  private Fetch http(Predicate<InetAddress> allowed, SSLContext tls, Map<String, String> hosts) {
    Addresses addresses =
        new Addresses(
            host -> {
              lookedUp.add(host);
              if (!hosts.containsKey(host)) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {InetAddress.getByName(hosts.get(host))};
            },
            allowed);
    HarvestSettings settings =
        new HarvestSettings(
            MappingsFolder.BASE,
            temporary.resolve("archive"),
            Optional.empty(),
            1L << 20,
            Duration.ofSeconds(30),
            false,
            "Tessera tests",
            100);
    HttpFiles files = new HttpFiles(settings, temporary, () -> false, addresses, tls);
    return address -> files.download("test", URI.create(address));
  }

  /** Answers with the word "kept"; what is under /to/ is redirected to the host that follows. */
  private void serve(HttpServer server) {
    this.server = server;
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + path + name(exchange));
          if (path.startsWith("/to/")) {
            exchange
                .getResponseHeaders()
                .set("Location", "http://" + path.substring("/to/".length()) + "/");
            exchange.sendResponseHeaders(302, -1);
          } else {
            // 0 is chunked.
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("kept".getBytes(StandardCharsets.UTF_8));
          }
          exchange.close();
        });
    server.start();
  }

  /** The server's name as TLS tells it (SNI). */
  private static String name(HttpExchange exchange) {
    return exchange instanceof HttpsExchange secure
            && secure.getSSLSession() instanceof ExtendedSSLSession session
        ? " for "
            + new String(
                session.getRequestedServerNames().get(0).getEncoded(), StandardCharsets.US_ASCII)
        : "";
  }

  private static InetSocketAddress any() {
    return new InetSocketAddress("0.0.0.0", 0);
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Has and trusts a certificate of a host, which the JDK's keytool makes. */
  private SSLContext context(String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = temporary.resolve("keys.p12");
    String password = "for-this-test";
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password)
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("host", keys.getCertificate(keys.aliases().nextElement()));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
