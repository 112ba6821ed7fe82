// Bundles what Trunk does not: the style sheets into build/app.css, the editor into public/vendor/.
// Runs before every build, so it writes nothing when its inputs are unchanged.
import { styles } from './styles.js';
import { editor } from './editor/bundle.js';

await styles();
await editor();
