import { expect, it } from "vitest";
import { isPublicAddress } from "../../../src/links/public-address.ts";

it.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "203.0.113.9",
  "224.0.0.1",
  "255.255.255.255",
  "168.63.129.16",
  "::",
  "::1",
  "::ffff:10.0.0.1",
  "::ffff:8.8.8.8",
  "fc00::1",
  "fe80::1",
  "fe80::1%eth0",
  "ff02::1",
  "2001:db8::1",
  "2001::1",
  "2002:7f00:1::",
  "3fff::1",
  "localhost",
  "",
])("does not call %j public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "140.82.121.4", "2606:50c0:8000::153", "2a00:1450:4001::1"])(
  "calls %j public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
