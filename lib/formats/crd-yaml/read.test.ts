import { goldenCases } from '../testing/golden';

goldenCases('crd', import.meta.dirname);
