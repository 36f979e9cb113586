import type { Expr } from '../evaluate/matcher';
import { type ConditionNode, namesCovered } from './condition';
import { type LowerOptions, lowerItem } from './lower-item';
import type { DetectionBody, DetectionNode } from './rule-model';

/** Turns selections and condition into one tree of tests. */
export function lowerBody(body: DetectionBody, options: LowerOptions): Expr {
  const lowered = new Map<string, Expr>();
  for (const [name, node] of body.selections) {
    const inner = lowerNode(node, options);
    const label = { kind: 'selection' as const, text: name, line: node.line };
    lowered.set(name, { op: 'and', children: [inner], label });
  }
  return lowerCondition(body.condition, lowered);
}

function lowerNode(node: DetectionNode, options: LowerOptions): Expr {
  if (node.kind === 'item') return lowerItem(node, options);
  return { op: node.kind, children: node.children.map((child) => lowerNode(child, options)) };
}

function lowerCondition(node: ConditionNode, selections: Map<string, Expr>): Expr {
  switch (node.op) {
    case 'name':
      return selections.get(node.name) ?? { op: 'or', children: [] };
    case 'not':
      return { op: 'not', child: lowerCondition(node.child, selections) };
    case 'of': {
      const names = namesCovered(node.pattern, selections.keys());
      const children = names.map((name) => selections.get(name) ?? { op: 'or' as const, children: [] });
      return { op: node.quantifier === 'all' ? 'and' : 'or', children };
    }
    default:
      return { op: node.op, children: node.children.map((child) => lowerCondition(child, selections)) };
  }
}
