import { readOwnPhoto } from '../../actions/application/viewOwnApplication.ts';
import { bytes } from '../shared/answer.ts';
import { notFoundPage } from '../shared/outcomePage.tsx';
import { paths } from '../shared/paths.ts';
import { on, type Route } from '../shared/route.ts';
import { personMessage } from './shell.tsx';

export const applicationPhotoPages: readonly Route[] = [
  on.physician('GET', paths.person.applicationPhoto(':id'), '申请照片', async (context) => {
    const photo = await readOwnPhoto(context.services, context.actor, context.params.id ?? '');
    return photo === undefined ? notFoundPage(context, personMessage) : bytes('image/jpeg', photo);
  }),
];
