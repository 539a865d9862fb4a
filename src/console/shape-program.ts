import type { NodeProgramType } from "sigma/rendering";
import { NodeCircleProgram } from "sigma/rendering";
import type { Shape } from "./appearance.ts";

/** How far a point lies outside of a shape that fits into the circle of radius r: below 0 inside. */
const distances: Readonly<Record<Shape, string>> = {
  circle: "length(p) - r",
  square: "max(abs(p.x), abs(p.y)) - 0.75 * r",
  diamond: "(abs(p.x) + abs(p.y) - r) * 0.7071",
  triangle: "max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - 0.5 * r",
  plus: "min(max(abs(p.x) - 0.35 * r, abs(p.y) - 0.92 * r), max(abs(p.x) - 0.92 * r, abs(p.y) - 0.35 * r))",
  hexagon: "max(abs(p.x) * 0.866 + abs(p.y) * 0.5, abs(p.y)) - 0.866 * r",
};

/** Draws nodes in a shape: the renderer's own circles with another edge. */
export function createShapeProgram(shape: Shape): NodeProgramType {
  const fragmentShader = `
    precision highp float;
    varying vec4 v_color;
    varying vec2 v_diffVector;
    varying float v_radius;
    uniform float u_correctionRatio;
    const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);
    void main(void) {
      vec2 p = v_diffVector;
      float r = v_radius;
      float border = u_correctionRatio * 2.0;
      float outside = ${distances[shape]} + border;
      #ifdef PICKING_MODE
      gl_FragColor = outside > border ? transparent : v_color;
      #else
      gl_FragColor = mix(v_color, transparent, clamp(outside / border, 0.0, 1.0));
      #endif
    }`;
  return class extends NodeCircleProgram {
    override getDefinition() {
      return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: fragmentShader };
    }
  };
}
