package org.tessera.sparql;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;

/**
 * A text that a regular expression can be taken off. {@code java.util.regex} backtracks for years
 * on patterns like {@code (a+)+$} and looks at no signal, but it reads each character through this.
 */
final class CancellableText implements CharSequence {
  private final CharSequence text;
  private final AtomicBoolean cancelSignal;

  CancellableText(CharSequence text, AtomicBoolean cancelSignal) {
    this.text = text;
    this.cancelSignal = cancelSignal;
  }

  @Override
  public char charAt(int index) {
    if (cancelSignal.get()) {
      throw new QueryCancelledException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new CancellableText(text.subSequence(start, end), cancelSignal);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
