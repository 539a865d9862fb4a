import { describe, expect, test } from "vitest";
import { createAddressGuard } from "../../src/alerts/reach/address-guard.ts";

const guard = createAddressGuard([]);

describe("an address that alerts may be sent to", () => {
  test.each(["93.184.216.34", "8.8.8.8", "::ffff:8.8.8.8", "2606:4700:4700::1111", "2a00:1450:4001:80e::200e"])(
    "%s is public",
    (address) => expect(guard.mayReach(address)).toBe(true),
  );

  // The special-purpose registries of IANA, RFC 6890 and its updates, each in every form that an address can take.
  test.each([
    ["this network", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["carrier-grade NAT", "100.127.255.255"],
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["link-local", "169.254.0.1"],
    ["metadata", "169.254.169.254"],
    ["metadata of Oracle", "192.0.0.192"],
    ["metadata of Alibaba", "100.100.100.200"],
    ["metadata of AWS, v6", "fd00:ec2::254"],
    ["documentation", "192.0.2.1"],
    ["documentation", "198.51.100.1"],
    ["documentation", "203.0.113.1"],
    ["benchmarking", "198.18.0.1"],
    ["6to4 relay", "192.88.99.1"],
    ["multicast", "224.0.0.1"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["loopback, v6", "::1"],
    ["v4-compatible", "::127.0.0.1"],
    ["v4-compatible", "::7f00:1"],
    ["v4-compatible", "::a00:1"],
    ["v4-mapped", "::ffff:127.0.0.1"],
    ["v4-mapped", "::ffff:10.0.0.1"],
    ["v4-mapped, in hexadecimal", "::ffff:a9fe:a9fe"],
    ["v4-mapped, written out", "0:0:0:0:0:ffff:7f00:1"],
    ["v4-translated", "::ffff:0:127.0.0.1"],
    ["NAT64", "64:ff9b::127.0.0.1"],
    ["NAT64, local", "64:ff9b:1::a00:1"],
    ["6to4 of loopback", "2002:7f00:1::"],
    ["6to4 of a public address", "2002:5db8:d822::1"],
    ["Teredo", "2001::1"],
    ["link-local, v6", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["unique local", "fc00::1"],
    ["unique local", "fdff::1"],
    ["multicast, v6", "ff02::1"],
    ["discard", "100::1"],
    ["documentation, v6", "2001:db8::1"],
    ["documentation, v6", "3fff::1"],
    ["ORCHID", "2001:20::1"],
    ["segment routing", "5f00::1"],
    ["outside of global unicast", "4000::1"],
    ["no address", ""],
    ["no address", "localhost"],
    ["no address", "10.0.0.0/8"],
  ])("%s: not %s", (_name, address) => expect(guard.mayReach(address)).toBe(false));

  test("may be private where the operator says so, and only there", () => {
    const allowing = createAddressGuard(["10.1.0.0/16", "127.0.0.1", "fd00::/8"]);
    for (const address of ["10.1.2.3", "127.0.0.1", "::ffff:10.1.2.3", "fd12::1"]) {
      expect([address, allowing.mayReach(address)]).toEqual([address, true]);
    }
    for (const address of ["10.2.0.1", "127.0.0.2", "fc00::1", "169.254.169.254", "2002:a01:203::"]) {
      expect([address, allowing.mayReach(address)]).toEqual([address, false]);
    }
  });
});
