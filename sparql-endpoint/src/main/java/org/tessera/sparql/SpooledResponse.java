package org.tessera.sparql;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer back until it is whole, so that no half of one goes out under a 200, and so that
 * a slow reader holds no query and no transaction. What is longer than a megabyte lies in a file.
 */
final class SpooledResponse extends HttpServletResponseWrapper implements AutoCloseable {
  private static final int IN_MEMORY = 1 << 20;

  private final long maxBytes;
  private final SpoolSpace space;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream fileOut;
  private long size;
  private long onDisk;
  private int status = SC_OK;

  SpooledResponse(HttpServletResponse response, long maxBytes, SpoolSpace space) {
    super(response);
    this.maxBytes = maxBytes;
    this.space = space;
  }

  /** Sends what was written, with its length. */
  void send() throws IOException {
    super.setStatus(status);
    getResponse().setContentLengthLong(size);
    OutputStream out = getResponse().getOutputStream();
    if (file == null) {
      memory.writeTo(out);
      return;
    }
    if (fileOut != null) {
      fileOut.close();
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(out);
    }
  }

  /** What was written so far, for short texts. */
  String text() {
    return memory.toString(StandardCharsets.UTF_8).strip();
  }

  /** An error replaces what was written before it. */
  @Override
  public void setStatus(int newStatus) {
    status = newStatus;
    if (newStatus >= SC_BAD_REQUEST) {
      resetBuffer();
    }
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void sendError(int error, String message) throws IOException {
    setStatus(error);
    getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void sendError(int error) {
    setStatus(error);
  }

  @Override
  public void resetBuffer() {
    close();
    memory = new ByteArrayOutputStream();
    size = 0;
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        spool(bytes, offset, length);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new IllegalStateException("A spooled response is written synchronously");
      }
    };
  }

  private void spool(byte[] bytes, int offset, int length) throws IOException {
    size += length;
    if (size > maxBytes) {
      throw Refusal.tooManyBytes(maxBytes);
    }
    if (file == null && size <= IN_MEMORY) {
      memory.write(bytes, offset, length);
      return;
    }
    long more = size - onDisk;
    space.take(more);
    onDisk += more;
    if (fileOut == null) {
      file = Files.createTempFile("tessera-answer-", ".tmp");
      fileOut = Files.newOutputStream(file);
      memory.writeTo(fileOut);
      memory = new ByteArrayOutputStream();
    }
    fileOut.write(bytes, offset, length);
  }

  @Override
  public void close() {
    try {
      if (fileOut != null) {
        fileOut.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      space.free(onDisk);
      onDisk = 0;
      file = null;
      fileOut = null;
    }
  }
}
