package org.tessera.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses request bodies above a size, whether they say their length or not. */
final class UploadLimitFilter extends OncePerRequestFilter {
  private final long most;

  /**
   * @param most bytes
   */
  UploadLimitFilter(long most) {
    this.most = most;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > most) {
      response.sendError(413, tooLarge());
      return;
    }
    boolean lengthUnknown = request.getHeader("Transfer-Encoding") != null;
    if (lengthUnknown) {
      Bounded bounded = new Bounded(request);
      try {
        chain.doFilter(bounded, new Answer(response, bounded));
      } catch (TooLarge e) {
        response.sendError(413, tooLarge());
      }
    } else {
      chain.doFilter(request, response);
    }
  }

  private String tooLarge() {
    return "The request's body is larger than %,d bytes".formatted(most);
  }

  /** What who reads a body finds in place of what is beyond the bound. */
  static final class TooLarge extends IOException {
    TooLarge(String detail) {
      super(detail);
    }
  }

  /** Whoever was reading when the bound was met answers with an error of its own: that is a 413. */
  private static final class Answer extends HttpServletResponseWrapper {
    private final Bounded request;

    Answer(HttpServletResponse response, Bounded request) {
      super(response);
      this.request = request;
    }

    @Override
    public void setStatus(int status) {
      super.setStatus(request.exceeded ? 413 : status);
    }

    @Override
    public void sendError(int status) throws IOException {
      super.sendError(request.exceeded ? 413 : status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      super.sendError(request.exceeded ? 413 : status, message);
    }
  }

  private final class Bounded extends HttpServletRequestWrapper {
    private boolean exceeded;

    Bounded(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new BoundedStream(super.getInputStream(), this);
    }
  }

  private final class BoundedStream extends ServletInputStream {
    private final ServletInputStream in;
    private final Bounded request;
    private long read;

    BoundedStream(ServletInputStream in, Bounded request) {
      this.in = in;
      this.request = request;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      count(Math.max(0, n));
      return n;
    }

    private void count(int n) throws IOException {
      read += n;
      if (read > most) {
        request.exceeded = true;
        throw new TooLarge(tooLarge());
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
