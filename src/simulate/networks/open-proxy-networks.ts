import type { Setting } from "../setting.ts";
import { ProxyNetwork } from "./proxy-network.ts";

/** The residential proxy networks of a world, on the lines of the people who live in it by now. */
export function openProxyNetworks(setting: Setting): ProxyNetwork[] {
  const random = setting.random.fork("proxy-networks");
  const lines = [...setting.homes.lines];
  const { proxiedHomeShare, proxyNetworks } = setting.options;
  const size = Math.max(60, Math.round((lines.length * proxiedHomeShare) / proxyNetworks));
  return Array.from({ length: proxyNetworks }, () => new ProxyNetwork(lines, random, size));
}
