// Departments and their shelves: ids (used in addresses and events), names and copy.

/** @typedef {{ id: string, name: string, sizes?: string[], guide: 'shoes' | 'clothes' | 'helmets' | 'measures' }} Shelf */
/** @typedef {{ id: string, name: string, title: string, copy: string, shelves: Shelf[] }} Department */

const kShoes = ['37', '38', '39', '40', '41', '42', '43', '44', '45'];
const kClothes = ['XS', 'S', 'M', 'L', 'XL'];

/** @type {Department[]} */
export const departments = [
  {
    id: 'footwear',
    name: 'Footwear',
    title: 'Footwear',
    copy: 'Boots for the hill, shoes for the path and a pair for the pavement in between.',
    shelves: [
      { id: 'hiking-boots', name: 'Hiking boots', sizes: kShoes, guide: 'shoes' },
      { id: 'trail-shoes', name: 'Trail shoes', sizes: kShoes, guide: 'shoes' },
      { id: 'everyday-shoes', name: 'Everyday shoes', sizes: kShoes, guide: 'shoes' },
      { id: 'sandals', name: 'Sandals', sizes: kShoes, guide: 'shoes' },
    ],
  },
  {
    id: 'clothing',
    name: 'Clothing',
    title: 'Clothing',
    copy: 'Layers that work together: next to the skin, in the middle and against the weather.',
    shelves: [
      { id: 'jackets', name: 'Jackets', sizes: kClothes, guide: 'clothes' },
      { id: 'knitwear', name: 'Knitwear', sizes: kClothes, guide: 'clothes' },
      { id: 'shirts', name: 'Shirts', sizes: kClothes, guide: 'clothes' },
      { id: 'trousers', name: 'Trousers', sizes: kClothes, guide: 'clothes' },
    ],
  },
  {
    id: 'bags',
    name: 'Bags',
    title: 'Bags',
    copy: 'Made to be carried every day, and repaired rather than replaced.',
    shelves: [
      { id: 'backpacks', name: 'Backpacks', guide: 'measures' },
      { id: 'totes', name: 'Totes & shoulder bags', guide: 'measures' },
      { id: 'travel-bags', name: 'Travel bags', guide: 'measures' },
    ],
  },
  {
    id: 'home',
    name: 'Home',
    title: 'Home',
    copy: 'Wool, clay and light for the evenings after the walk.',
    shelves: [
      { id: 'throws', name: 'Throws & blankets', guide: 'measures' },
      { id: 'lamps', name: 'Lamps', guide: 'measures' },
      { id: 'candles', name: 'Candles', guide: 'measures' },
      { id: 'storage', name: 'Storage', guide: 'measures' },
    ],
  },
  {
    id: 'kitchen',
    name: 'Kitchen',
    title: 'Kitchen',
    copy: 'Few things, good ones: iron, oak, enamel and stoneware.',
    shelves: [
      { id: 'coffee', name: 'Coffee', guide: 'measures' },
      { id: 'cookware', name: 'Cookware', guide: 'measures' },
      { id: 'mugs', name: 'Mugs & flasks', guide: 'measures' },
      { id: 'boards-knives', name: 'Boards & knives', guide: 'measures' },
    ],
  },
  {
    id: 'sport',
    name: 'Sport & camp',
    title: 'Sport & camp',
    copy: 'For an hour before work or a week off the map.',
    shelves: [
      { id: 'camping', name: 'Camping', guide: 'measures' },
      { id: 'yoga-training', name: 'Yoga & training', guide: 'measures' },
      { id: 'cycling', name: 'Cycling', sizes: ['S', 'M', 'L'], guide: 'helmets' },
    ],
  },
];

/** What each maker stands for, in one line on the product page. */
export const makers = {
  Fellmark: 'Boots and packs from a five-person workshop below the high fells.',
  Varrun: 'Running and riding gear, tested by people who run late.',
  Hartsel: 'Third-generation shoemakers on the estuary.',
  Norrvik: 'Weatherwear from a coast with three hundred days of it.',
  Osterlin: 'Knits, shirts and honest cloth, woven and sewn within one valley.',
  'Brindle Works': 'Canvas and leather bags, each signed by the hand that sewed it.',
  Moorhaven: 'A wool mill with its own flock and its own river.',
  Lumholt: 'Lamps by two brothers who dislike bright light.',
  Claymere: 'A pottery by a lake, with nine wheels and one kiln.',
  Ketterby: 'Iron, steel and oak for kitchens that are used.',
  Pinefold: 'Small-batch camping gear, folded by people who camp.',
  Sundrift: 'For the shore and the mat: natural rubber, cork and webbing.',
};
