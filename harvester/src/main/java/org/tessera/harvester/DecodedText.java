package org.tessera.harvester;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/**
 * The text of a payload in one encoding, which says where bytes are none of it. Only then is the
 * place looked for, by reading again: readers run ahead of what is asked of them.
 */
final class DecodedText extends FilterReader {
  private static final int BLOCK = 1 << 16;

  private final Payload payload;
  private final Charset encoding;
  private final String whose;

  /**
   * @param whose whose encoding it is, as in "the source's"
   */
  DecodedText(Payload payload, Charset encoding, String whose) throws IOException {
    super(new InputStreamReader(payload.open(), decoder(encoding)));
    this.payload = payload;
    this.encoding = encoding;
    this.whose = whose;
  }

  private static CharsetDecoder decoder(Charset encoding) {
    return encoding
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (CharacterCodingException e) {
      throw undecodable(e);
    }
  }

  @Override
  public int read(char[] chars, int offset, int length) throws IOException {
    try {
      return super.read(chars, offset, length);
    } catch (CharacterCodingException e) {
      throw undecodable(e);
    }
  }

  private HarvestException undecodable(CharacterCodingException cause) throws IOException {
    long line = 1;
    long before = 0;
    CharsetDecoder decoder = decoder(encoding);
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
    CharBuffer chars = CharBuffer.allocate(BLOCK);
    try (InputStream in = payload.open()) {
      while (true) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, n)).flip();
        CoderResult result = decoder.decode(bytes, chars, n < 0);
        line += chars.flip().chars().filter(c -> c == '\n').count();
        chars.clear();
        before += bytes.position();
        bytes.compact();
        if (result.isError() || n < 0) {
          return new HarvestException(
              HarvestException.Category.SOURCE_MALFORMED,
              String.format(
                  Locale.ROOT,
                  "%s, line %d: not %s at byte %,d; %s encoding is %s",
                  payload.name(),
                  line,
                  encoding,
                  before + 1,
                  whose,
                  encoding),
              cause);
        }
      }
    }
  }
}
