package org.tessera.search;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** A request parameter that cannot be understood; the message says what would be right. */
public final class InvalidParameter extends IllegalArgumentException {
  private static final long serialVersionUID = 2L;
  private static final String BUNDLE = "org.tessera.search.reasons";

  private final String parameter;
  private final String reason;
  private final List<String> arguments;

  /**
   * @param parameter name of the parameter as the caller wrote it
   * @param reason key of one sentence that says what is wrong and what would be right
   * @param arguments of that sentence, written as they are
   */
  InvalidParameter(String parameter, String reason, Object... arguments) {
    super(reason);
    this.parameter = parameter;
    this.reason = reason;
    this.arguments = Stream.of(arguments).map(String::valueOf).toList();
  }

  /** Name of the parameter as the caller wrote it. */
  public String parameter() {
    return parameter;
  }

  @Override
  public String getMessage() {
    return detail();
  }

  /** What is wrong and what would be right, for the caller's eyes. */
  public String detail() {
    return detail(SearchQuery.DEFAULT_LANG);
  }

  /**
   * The same in another language of the pages.
   *
   * @param lang ISO 639-1; English where there are no sentences in it
   */
  public String detail(String lang) {
    ResourceBundle sentences =
        ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(lang),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(sentences.getString(reason), Locale.ROOT).format(arguments.toArray());
  }
}
