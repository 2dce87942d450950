package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers answer byte by byte, right and wrong. */
class HttpAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nabc | ab",
        "200 | HTTP/1.0 200\\r\\n\\r\\nto the end | to the end",
        "200 | HTTP/1.1 100 Continue\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\n\\nab | ab",
        "200 | HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3;x=y\\r\\nabc\\r\\nA\\r\\n0123456789\\r\\n0\\r\\nMore: x\\r\\n\\r\\nz | abc0123456789",
        "404 | HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n | ''",
        "304 | HTTP/1.1 304 Not Modified\\r\\nContent-Length: 9\\r\\n\\r\\n | ''"
      })
  void read(int status, String answer, String body) throws Exception {
    try (Answering server = new Answering(answer);
        HttpAnswer read = server.ask()) {
      assertEquals(status, read.status());
      assertEquals(body, new String(read.body().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH\\r\\n | it does not answer in HTTP/1.1",
        "HTTP/1.1 200 OK\\r\\nContent-Le | it closed the connection in the middle of its answer",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nabc | it closed the connection in the middle of the file",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -5\\r\\n\\r\\nabc | its answer has the length -5",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nabc | it closed the connection in the middle of the file",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nabc\\r\\n | its answer is badly chunked",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nffffffffffffffff\\r\\nabc | its answer is badly chunked",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nabc | it answers in the unknown encoding gzip"
      })
  void refused(String answer, String reason) throws Exception {
    try (Answering server = new Answering(answer)) {
      IOException refused =
          assertThrows(
              IOException.class,
              () -> {
                try (HttpAnswer read = server.ask()) {
                  read.body().readAllBytes();
                }
              });
      assertEquals(reason, refused.getMessage());
    }
  }

  @Test
  void headersWithoutEndAreRefused() throws Exception {
    try (Answering server = new Answering("HTTP/1.1 200 OK\\r\\nX: " + "x".repeat(1 << 17))) {
      IOException refused = assertThrows(IOException.class, server::ask);
      assertEquals("its answer begins with more than 64 KB of headers", refused.getMessage());
    }
  }

  /** Answers one connection with these bytes and closes it. */
  private static final class Answering implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;

    Answering(String answer) throws IOException {
      byte[] bytes =
          answer.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
      thread =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket socket = server.accept()) {
                  while (socket.getInputStream().read() != '\n'
                      || socket.getInputStream().read() != '\r') {
                    // Up to the blank line that ends the request.
                    continue;
                  }
                  socket.getInputStream().read();
                  socket.getOutputStream().write(bytes);
                } catch (IOException e) {
                  // The client has read enough.
                }
              });
    }

    HttpAnswer ask() throws IOException {
      return HttpAnswer.get(
          URI.create("http://localhost:" + server.getLocalPort() + "/a b".replace(" ", "%20")),
          List.of(InetAddress.getLoopbackAddress()),
          Map.of("User-Agent", "Tessera tests"),
          (SSLSocketFactory) SSLSocketFactory.getDefault(),
          Instant.now().plusSeconds(20));
    }

    @Override
    public void close() throws IOException, InterruptedException {
      server.close();
      thread.join();
    }
  }
}
