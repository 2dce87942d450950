package org.tessera.harvester;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A decompressed stream that refuses to grow beyond reason: the cure for zip bombs. */
final class BoundedInput extends FilterInputStream {
  private static final long RATIO_FREE = 64L << 20;
  private static final long RATIO = 200;

  private final String name;
  private final long compressedSize;
  private final long limit;
  private long count;

  /**
   * @param compressedSize bytes, or -1 where the stream is not compressed
   * @param limit bytes
   */
  BoundedInput(InputStream in, String name, long compressedSize, long limit) {
    super(in);
    this.name = name;
    this.compressedSize = compressedSize;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  private void count(int n) {
    count += n;
    if (count > limit) {
      throw new HarvestException(
          HarvestException.Category.LIMIT_REACHED,
          name + " is larger than " + (limit >> 20) + " MB decompressed");
    }
    if (compressedSize >= 0 && count > RATIO_FREE && count > RATIO * compressedSize) {
      throw new HarvestException(
          HarvestException.Category.LIMIT_REACHED,
          name + " decompresses to more than " + RATIO + " times its size: refused as a bomb");
    }
  }
}
