import type { KnownBlock, View } from '@slack/types';

export interface Message { blocks: KnownBlock[] }
export interface Window { view: View }
