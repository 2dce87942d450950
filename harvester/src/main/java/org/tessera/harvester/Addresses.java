package org.tessera.harvester;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where hosts are, and which of these places may be asked.
 *
 * @param resolver looks a host up
 * @param allowed whether an address may be connected to
 */
record Addresses(Resolver resolver, Predicate<InetAddress> allowed) {
  /** Blocks that are no part of the public internet (IANA's special-purpose registries). */
  private static final List<Block> NOT_PUBLIC_4 =
      List.of(
          Block.of(8, 0), // this network
          Block.of(8, 10),
          Block.of(10, 100, 64), // shared by the customers of a provider
          Block.of(8, 127),
          Block.of(16, 169, 254),
          Block.of(12, 172, 16),
          Block.of(24, 192, 0, 0),
          Block.of(24, 192, 0, 2),
          Block.of(24, 192, 88, 99), // relays of 6to4
          Block.of(16, 192, 168),
          Block.of(15, 198, 18),
          Block.of(24, 198, 51, 100),
          Block.of(24, 203, 0, 113),
          Block.of(4, 224),
          Block.of(4, 240));

  private static final List<Block> NOT_PUBLIC_6 =
      List.of(
          Block.of(96), // unspecified, loopback, and the old form of IPv4-compatible addresses
          Block.of(96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), // IPv4-mapped
          Block.of(96, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), // IPv4-translated
          Block.of(48, 0, 0x64, 0xff, 0x9b, 0, 1), // NAT64 of a network of one's own
          Block.of(64, 1), // discard
          Block.of(23, 0x20, 0x01), // Teredo, benchmarks and other protocols
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.of(20, 0x3f, 0xff), // documentation
          Block.of(16, 0x5f), // segment routing
          Block.of(7, 0xfc), // unique local
          Block.of(10, 0xfe, 0x80), // link-local
          Block.of(10, 0xfe, 0xc0), // site-local
          Block.of(8, 0xff)); // multicast

  private static final Block NAT64 = Block.of(96, 0, 0x64, 0xff, 0x9b);
  private static final Block SIX_TO_FOUR = Block.of(16, 0x20, 0x02);

  /** Looks a host up. */
  interface Resolver {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  /** Those of the machine's own resolver. */
  static Addresses of(HarvestSettings settings) {
    return new Addresses(
        InetAddress::getAllByName,
        settings.allowPrivateAddresses() ? any -> true : Addresses::isPublic);
  }

  /**
   * Where a host is. Whoever connects must use these and not look it up again, as the answer may
   * then be another.
   *
   * @return nothing where one of the places may not be asked
   */
  List<InetAddress> find(String host) throws UnknownHostException {
    List<InetAddress> found = List.of(resolver.find(host));
    return found.stream().allMatch(allowed) ? found : List.of();
  }

  /** Whether an address is one of the public internet, and embeds none that is not. */
  static boolean isPublic(InetAddress ip) {
    byte[] bytes = ip.getAddress();
    if (ip instanceof Inet4Address) {
      return isPublic4(bytes);
    }
    if (NAT64.contains(bytes)) {
      return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (SIX_TO_FOUR.contains(bytes)) {
      return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
    }
    return NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(bytes));
  }

  private static boolean isPublic4(byte[] bytes) {
    return NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(bytes));
  }

  /** Addresses with the same first bits; bytes that are not given are 0. */
  private record Block(int bits, int[] beginning) {
    static Block of(int bits, int... beginning) {
      return new Block(bits, beginning);
    }

    boolean contains(byte[] address) {
      for (int i = 0; i * 8 < bits; i++) {
        int wanted = i < beginning.length ? beginning[i] : 0;
        int mask = 0xff << Math.max(0, 8 - (bits - i * 8)) & 0xff;
        if (((address[i] ^ wanted) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
