package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class WarmUpTest {
  @Test
  void pagesAreAskedOnAPortThatIsGoneWhenThePublicOneAnswers(@TempDir Path data)
      throws IOException, InterruptedException {
    Settings settings =
        Settings.load(data, Map.of(), Map.of(Setting.PORT, "0", Setting.SAMPLES, "false"));
    DataFolder folder = DataFolder.take(settings.data(), "start").orElseThrow();
    try (ConfigurableApplicationContext context = Server.start(folder, settings);
        HttpClient client = HttpClient.newHttpClient()) {
      TomcatWebServer server =
          assertInstanceOf(
              TomcatWebServer.class, ((WebServerApplicationContext) context).getWebServer());
      Tomcat tomcat = server.getTomcat();
      assertEquals(
          List.of(server.getPort()),
          Arrays.stream(tomcat.getService().findConnectors())
              .map(Connector::getLocalPort)
              .toList());

      Container pages = tomcat.getHost().findChildren()[0].findChild("dispatcherServlet");
      StandardWrapper asked = (StandardWrapper) pages;
      long before = asked.getRequestCount();
      assertTrue(before > 0, "asked before anybody else could");
      long cutShort = asked.getErrorCount();
      String address = "http://localhost:" + server.getPort() + "/";
      WarmUp.of(address, context.getBean(OwnRequests.class), Duration.ofMinutes(2));
      assertEquals(before + WarmUp.PATHS.size(), asked.getRequestCount());
      assertEquals(cutShort, asked.getErrorCount());
      HttpResponse<String> first =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "about")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(
          String.valueOf(settings.number(Setting.REQUESTS_PER_MINUTE) - 1),
          first.headers().firstValue("RateLimit-Remaining").orElse(""),
          "a visitor of this machine pays for no request of the server");
    }
  }
}
