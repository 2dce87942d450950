package org.tessera.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.datatypes.xsd.impl.RDFLangString;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.tdb2.store.NodeId;

/**
 * Statements in the one form in which TDB2 gives them back, so that what was written and what is
 * read compare and hash alike: TDB2 keeps numbers and dates by value, and {@code "2"^^xsd:decimal}
 * comes back as {@code "2.0"}.
 */
final class CanonicalStatements {
  private CanonicalStatements() {}

  static Triple of(Triple triple) {
    Node object = triple.getObject();
    if (!object.isLiteral() || !NodeId.hasInlineDatatype(object)) {
      return triple;
    }
    NodeId inline = NodeId.inline(object);
    if (inline == null) {
      return triple;
    }
    Node stored = NodeId.extract(inline);
    return stored.equals(object)
        ? triple
        : Triple.create(triple.getSubject(), triple.getPredicate(), stored);
  }

  /**
   * {@code sha256:} and the hash of the statements as N-Triples lines in byte order: what {@code
   * LC_ALL=C sort | sha256sum} gives for the served form.
   */
  static String hash(Collection<Triple> canonical) {
    byte[][] lines =
        canonical.stream()
            .map(CanonicalStatements::line)
            .sorted(Arrays::compareUnsigned)
            .toArray(byte[][]::new);
    MessageDigest digest = sha256();
    for (byte[] line : lines) {
      digest.update(line);
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  /** As N-Triples writes it, with its line end. */
  static byte[] line(Triple triple) {
    String line =
        term(triple.getSubject())
            + ' '
            + term(triple.getPredicate())
            + ' '
            + term(triple.getObject())
            + " .\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link NodeFmtLib#strNT}, which writes a character at a time even where none is special. */
  static String term(Node node) {
    if (node.isURI() && isPlain(node.getURI()) && node.getURI().indexOf(' ') < 0) {
      return '<' + node.getURI() + '>';
    }
    if (node.isLiteral() && isPlain(node.getLiteralLexicalForm())) {
      String quoted = '"' + node.getLiteralLexicalForm() + '"';
      if (node.getLiteralDatatype().equals(XSDDatatype.XSDstring)) {
        return quoted;
      }
      if (node.getLiteralDatatype().equals(RDFLangString.rdfLangString)) {
        return quoted + '@' + node.getLiteralLanguage();
      }
    }
    return NodeFmtLib.strNT(node);
  }

  /** Whether N-Triples writes a text as it is, in an IRI (blanks apart) and in a literal. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean special =
          switch (character) {
            case '"', '\\', '<', '>', '{', '}', '|', '^', '`' -> true;
            default -> character < ' ' || (character > '~' && character < 0xa0);
          };
      if (special || Character.isSurrogate(character)) {
        return false;
      }
    }
    return true;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
