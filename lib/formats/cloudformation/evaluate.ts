import { KIND_INFO, KINDS, type Kind } from '@/lib/model';
import { isPlain } from '../conform/conform';
import { type Says, say } from '../say';
import { MOST_DEPTH } from '../text/limits';
import { givenValue } from '../text/placeholders';
import type { TodoKind } from '../types';
import { textOf, Unresolved, unresolved } from '../unresolved';
import { type Evaluation, FUNCTIONS, NO_VALUE } from './functions';
import type { Template } from './template';

type Values = Readonly<Record<string, string>>;

/** Pseudo parameters that have one value nearly everywhere. */
const USUAL: Readonly<Record<string, string>> = { 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com' };

/** Evaluates one template's values without an account: what only a stack knows becomes a gap. */
export class Evaluator implements Evaluation {
  private depth = 0;

  constructor(
    readonly template: Template,
    /** Evaluators of all templates, for exports. */
    private readonly all: readonly Evaluator[],
    private readonly values: Values,
  ) {}

  /** The value with its functions worked out. */
  of(value: unknown): unknown {
    if (this.depth > MOST_DEPTH) return this.gap('circular reference', 'not-expressible', say('circle'));
    this.depth++;
    try {
      return this.evaluated(value);
    } finally {
      this.depth--;
    }
  }

  private evaluated(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((element) => this.of(element)).filter((e) => e !== NO_VALUE);
    if (!isPlain(value)) return value;
    const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0 && key === 'Ref') return this.ref(textOf(argument));
    if (others.length === 0 && key === 'Condition') return this.condition(textOf(argument));
    if (others.length === 0 && key.startsWith('Fn::')) {
      const evaluate = FUNCTIONS[key];
      return evaluate ? evaluate(argument, this) : this.gap(key, 'not-expressible', say('stackFunction'));
    }
    const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, this.of(member)]);
    return Object.fromEntries(members.filter(([, member]) => member !== NO_VALUE));
  }

  /** A condition by name: true, false, or a gap. */
  condition(name: string): unknown {
    if (!Object.hasOwn(this.template.conditions, name)) {
      return this.gap(name, 'dangling', say('noCondition'));
    }
    return this.of(this.template.conditions[name]);
  }

  ref(name: string): unknown {
    if (name === 'AWS::NoValue') return NO_VALUE;
    const given = givenValue(name, this.values);
    if (Object.hasOwn(this.template.parameters, name)) return this.parameter(name, given);
    if (given !== undefined) return given;
    if (name.startsWith('AWS::')) return this.gap(name, 'value-needed', say('pseudoParameter'), USUAL[name]);
    const resource = this.resource(name);
    if (!resource) return this.gap(name, 'dangling', say('nothingOfThisName'));
    const kind = kindOfType(resource.type);
    if (!kind) return this.gap(name, 'foreign-value', say('nameInAccount', { type: resource.type }));
    return this.gap(name, 'foreign-value', say('refIsArn'), textOf(this.nameOf(name, kind)));
  }

  private parameter(name: string, given: string | undefined): unknown {
    const parameter = this.template.parameters[name];
    const { Type, Default, AllowedValues } = isPlain(parameter) ? parameter : {};
    const type = textOf(Type);
    const value = given ?? (type.startsWith('AWS::SSM::') ? undefined : Default);
    if (value === undefined) {
      return this.gap(name, 'value-needed', notGiven(type, AllowedValues));
    }
    const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
    return isList
      ? textOf(value)
          .split(',')
          .map((part) => part.trim())
      : value;
  }

  /** `X.MeshName` and kin come from the resource's own properties; what the account made is a gap. */
  attribute(id: string, attribute: string): unknown {
    const given = givenValue(`${id}.${attribute}`, this.values);
    if (given !== undefined) return given;
    const resource = this.resource(id);
    if (!resource) return this.gap(`${id}.${attribute}`, 'dangling', say('noTemplateResource'));
    const kind = kindOfType(resource.type);
    const properties = isPlain(resource.properties) ? resource.properties : {};
    if (kind && attribute === pascal(KIND_INFO[kind].nameMember)) return this.nameOf(id, kind);
    const said = kind ? /Name$|^MeshOwner$/.test(attribute) : attribute === 'Name';
    if (said && properties[attribute] !== undefined) return this.of(properties[attribute]);
    return this.gap(`${id}.${attribute}`, 'foreign-value', say('madeBy', { type: resource.type }));
  }

  /** The name of an App Mesh resource: its own property, or a proposal, since CloudFormation would have made one. */
  nameOf(id: string, kind: Kind): unknown {
    const member = pascal(KIND_INFO[kind].nameMember);
    const properties = this.resource(id)?.properties;
    const said = isPlain(properties) && properties[member] !== undefined ? this.of(properties[member]) : NO_VALUE;
    if (said !== NO_VALUE) return said;
    const variable = `${id}.${member}`;
    return givenValue(variable, this.values) ?? this.gap(variable, 'name-made-elsewhere', say('notNamed'), id);
  }

  /** What any of the templates exports under a name. */
  imported(name: unknown): unknown {
    const text = textOf(name);
    const given = givenValue(text, this.values);
    if (given !== undefined) return given;
    const found = this.all.flatMap((evaluator) => evaluator.exported(text));
    if (found.length === 1 && found[0]) return found[0].value;
    const why = found.length === 0 ? say('exportElsewhere') : say('exportedTwice');
    return name instanceof Unresolved ? name : this.gap(text, 'foreign-value', why);
  }

  private exported(name: string): { value: unknown }[] {
    return Object.values(this.template.outputs)
      .filter(isPlain)
      .filter(({ Export }) => isPlain(Export) && textOf(this.of(Export.Name)) === name)
      .map(({ Value }) => ({ value: this.of(Value) }));
  }

  gap(variable: string, kind: TodoKind, why: Says, proposal?: string): Unresolved {
    return unresolved({ variable, kind, why, ...(proposal !== undefined && { proposal }) });
  }

  private resource(id: string) {
    return Object.hasOwn(this.template.resources, id) ? this.template.resources[id] : undefined;
  }
}

/** Why a parameter has no value. */
function notGiven(type: string, allowedValues: unknown): Says {
  const isKept = type.startsWith('AWS::SSM::');
  if (!Array.isArray(allowedValues)) return isKept ? say('ssmParameter') : say('noDefault');
  const allowed = allowedValues.map(textOf).join(', ');
  return isKept ? say('ssmParameterOf', { allowed }) : say('noDefaultOf', { allowed });
}

/** `AWS::AppMesh::VirtualNode` → `virtualNode` */
export function kindOfType(type: string): Kind | undefined {
  return KINDS.find((kind) => type === `AWS::AppMesh::${KIND_INFO[kind].label}`);
}

/** `meshName` → `MeshName` */
export function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
