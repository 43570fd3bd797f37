import { autosaveDrafts } from './autosave.ts';
import { offerCopying } from './copyLink.ts';
import { focusErrorSummary } from './errorSummary.ts';
import { searchInstitutions } from './institutionSearch.ts';
import { improvePasswords } from './password.ts';
import { cropPhotos } from './photoCrop.ts';
import { reloadPictures } from './pictureCode.ts';
import { countDown } from './resend.ts';
import { submitOnce } from './submitOnce.ts';

focusErrorSummary(document);
submitOnce(document);
countDown(document);
improvePasswords(document);
reloadPictures(document);
searchInstitutions(document);
cropPhotos(document);
autosaveDrafts(document);
offerCopying(document);
