package org.tessera.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /admin/{task}}: hands tasks to the registry for who carries the admin token. A job
 * answers with {@link Event}s, one JSON object a line; a document with its bytes. A job goes on
 * when its caller leaves.
 */
@Controller
final class AdminController {
  private static final Logger log = LoggerFactory.getLogger(AdminController.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Desk desk;
  private final AdminToken token;

  AdminController(Desk desk, AdminToken token) {
    this.desk = desk;
    this.token = token;
  }

  /** The one way in, so that no path under /admin can be reached without the token. */
  @RequestMapping({"/admin", "/admin/**"})
  void admin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!token.isCarriedBy(request)) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"tessera\"");
      Problems.write(
          response, 401, "Administration needs the token of DATA/admin.token as a Bearer token");
      return;
    }
    String name = request.getServletPath().replaceFirst("^/admin/?", "");
    Class<? extends Task> type = Task.named(name);
    if (type == null) {
      Problems.write(response, 404, "No task is called '" + name + "'");
      return;
    }
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      Problems.write(response, 405, "Tasks are handed in by POST");
      return;
    }
    Task task;
    try {
      task = JSON.readValue(request.getInputStream(), type);
    } catch (JacksonException e) {
      if (e.getCause() instanceof UploadLimitFilter.TooLarge large) {
        Problems.write(response, 413, String.valueOf(large.getMessage()));
        return;
      }
      Problems.write(response, 400, "The body is no " + name + ": " + e.getOriginalMessage());
      return;
    }
    switch (task) {
      case Task.Job job -> stream(job, response);
      case Task.Document document -> write(document, response);
    }
  }

  private void write(Task.Document document, HttpServletResponse response) throws IOException {
    response.setContentType("application/octet-stream");
    try {
      desk.write(document, response.getOutputStream());
    } catch (ClearError e) {
      Problems.write(response, 422, String.valueOf(e.getMessage()));
    }
  }

  private void stream(Task.Job job, HttpServletResponse response) throws IOException {
    response.setContentType("application/x-ndjson");
    EventStream events = new EventStream(response.getOutputStream());
    try {
      // The server that starts anew after a restore inherits the priority of who asks for it.
      int code =
          job instanceof Task.Restore
              ? desk.run(job, events)
              : Background.call(job.name(), () -> desk.run(job, events));
      events.send(Event.exit(code));
    } catch (ClearError e) {
      events.send(Event.error(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      log.error("{} failed", job.name(), e);
      events.send(Event.error(job.name() + " failed in the server, whose log says more: " + e));
    } finally {
      events.end();
    }
  }

  /** A listener that writes what it hears; deaf to a caller who has left. */
  static final class EventStream implements Listener {
    private static final long PROGRESS_EVERY_NANOS = 200_000_000;
    private final OutputStream out;
    private boolean callerLeft;
    private long nextProgress = System.nanoTime();

    EventStream(OutputStream out) {
      this.out = out;
    }

    /** The answer is over: a job that goes on without its caller has nobody to tell. */
    synchronized void end() {
      callerLeft = true;
    }

    synchronized void send(Event event) {
      if (callerLeft) {
        return;
      }
      try {
        out.write(JSON.writeValueAsBytes(event));
        out.write('\n');
        out.flush();
      } catch (IOException | UncheckedIOException e) {
        callerLeft = true;
      }
    }

    @Override
    public void progress(Progress progress) {
      long now = System.nanoTime();
      if (now >= nextProgress) {
        nextProgress = now + PROGRESS_EVERY_NANOS;
        send(Event.progress(progress));
      }
    }

    @Override
    public void say(String line) {
      send(Event.say(line));
    }

    @Override
    public void result(String json) {
      send(Event.result(json));
    }
  }
}
