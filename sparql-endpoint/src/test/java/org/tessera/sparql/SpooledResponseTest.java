package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Answers that wait on the disk. */
class SpooledResponseTest {
  private static final int MEGABYTE = 1 << 20;
  private static final byte[] LARGE = new byte[3 * MEGABYTE];

  private final SpoolSpace space = new SpoolSpace(5 * MEGABYTE);

  @Test
  void aLargeAnswerIsRefusedUntilAnotherIsSent() throws IOException {
    ByteArrayOutputStream client = new ByteArrayOutputStream();
    try (SpooledResponse first = spooled(client)) {
      first.getOutputStream().write(LARGE);
      assertNoSpace();
      first.send();
    }
    assertArrayEquals(LARGE, client.toByteArray());
    assertSpace();
  }

  @Test
  void aSmallAnswerNeedsNoSpace() throws IOException {
    try (SpooledResponse first = spooled(new ByteArrayOutputStream());
        SpooledResponse second = spooled(new ByteArrayOutputStream())) {
      first.getOutputStream().write(LARGE);
      second.getOutputStream().write(new byte[MEGABYTE]);
      second.send();
    }
  }

  @Test
  void aClientThatLeftHoldsNoSpace() throws IOException {
    OutputStream left =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (SpooledResponse first = spooled(left)) {
      first.getOutputStream().write(LARGE);
      assertThrows(IOException.class, first::send);
    }
    assertSpace();
  }

  @Test
  void anErrorInPlaceOfAnAnswerHoldsNoSpace() throws IOException {
    try (SpooledResponse first = spooled(new ByteArrayOutputStream())) {
      first.getOutputStream().write(LARGE);
      first.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      assertSpace();
    }
  }

  private void assertNoSpace() throws IOException {
    try (SpooledResponse other = spooled(new ByteArrayOutputStream())) {
      Refusal refusal = assertThrows(Refusal.class, () -> other.getOutputStream().write(LARGE));
      assertEquals(503, refusal.status());
    }
  }

  private void assertSpace() throws IOException {
    try (SpooledResponse other = spooled(new ByteArrayOutputStream())) {
      other.getOutputStream().write(LARGE);
    }
    space.take(5 * MEGABYTE);
    space.free(5 * MEGABYTE);
  }

  private SpooledResponse spooled(OutputStream client) {
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, args) ->
                    method.getName().equals("getOutputStream") ? sending(client) : null);
    return new SpooledResponse(response, 10 * MEGABYTE, space);
  }

  private static ServletOutputStream sending(OutputStream client) {
    return new ServletOutputStream() {
      @Override
      public void write(int b) throws IOException {
        client.write(b);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {}
    };
  }
}
