package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A real servlet container and real loopback addresses: 5 requests a minute, 2 of them to SPARQL.
 */
class RateLimitFilterTest {
  private final Tomcat tomcat = new Tomcat();

  @BeforeEach
  void start() throws LifecycleException {
    tomcat.setPort(0);
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    Context context = tomcat.addContext("", null);
    FilterDef filter = new FilterDef();
    filter.setFilterName("limit");
    filter.setFilter(new RateLimitFilter(5, 2, new AdminToken("secret"), new OwnRequests()));
    context.addFilterDef(filter);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("limit");
    everywhere.addURLPattern("/*");
    context.addFilterMap(everywhere);
    Tomcat.addServlet(
        context,
        "ok",
        new jakarta.servlet.http.HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void doGet(
              jakarta.servlet.http.HttpServletRequest request,
              jakarta.servlet.http.HttpServletResponse response) {
            response.setStatus(200);
          }
        });
    context.addServletMappingDecoded("/", "ok");
    tomcat.start();
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void countsEachAddressForItself() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertEquals(200, status(get(1, "/search")));
    }
    assertEquals(429, status(get(1, "/search")));
    assertEquals(200, status(get(2, "/search")));
  }

  @Test
  void countsSparqlAmongAllAndForItself() throws IOException {
    assertEquals(200, status(get(1, "/sparql")));
    assertEquals(200, status(get(1, "/sparql")));
    assertEquals(429, status(get(1, "/sparql")));
    assertEquals(200, status(get(1, "/search")));
    assertEquals(200, status(get(1, "/search")));
    assertEquals(429, status(get(1, "/search")));
  }

  @Test
  void saysWhenToComeBack() throws IOException {
    String answer = "";
    for (int i = 0; i < 6; i++) {
      answer = get(1, "/");
    }
    assertTrue(answer.contains("\nRetry-After: "), answer);
    assertTrue(answer.contains("\nRateLimit-Limit: 5\r"), answer);
    assertTrue(answer.contains("\nRateLimit-Remaining: 0\r"), answer);
    assertTrue(answer.contains("\nRateLimit-Policy: \"all\";q=5;w=60\r"), answer);
  }

  @Test
  void letsTheAdministratorPassAndCountsWhoGuesses() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertEquals(200, status(get(1, "/", "Authorization: Bearer secret\r\n")));
    }
    int status = 200;
    for (int i = 0; i < 6; i++) {
      status = status(get(1, "/", "Authorization: Bearer guess" + i + "\r\n"));
    }
    assertEquals(429, status);
  }

  private String get(int from, String path) throws IOException {
    return get(from, path, "");
  }

  private String get(int from, String path, String header) throws IOException {
    InetAddress server = Inet4Address.getByAddress(new byte[] {127, 0, 0, 1});
    try (Socket socket = new Socket()) {
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) from}), 0));
      socket.connect(new InetSocketAddress(server, tomcat.getConnector().getLocalPort()));
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + header + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }
}
