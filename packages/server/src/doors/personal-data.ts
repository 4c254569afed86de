import { webhooksData } from '../act/webhooks/index.ts'
import { collectedData } from '../record/collect/index.ts'
import { customersData } from '../record/customers/index.ts'
import { importedData } from '../record/imports/index.ts'
import { requestData } from '../record/privacy/index.ts'
import { peopleData } from '../record/profiles/index.ts'
import type { PersonalData } from '../record/profiles/index.ts'
import { followingData } from '../understand/following/index.ts'
import { setsData } from '../understand/sets/index.ts'

/** Every room that keeps something about people: one that is missing here is neither exported nor erased. */
export function personalData(dataDir: string): PersonalData[] {
  return [peopleData, customersData, collectedData, importedData(dataDir), requestData, followingData, setsData, webhooksData]
}
