// The admin page's; both pages are built from this repository.
export { element } from '../../../../../functions/admin-page/src/ui/element.js';
