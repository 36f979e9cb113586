/**
 * What may be taken over from the platform (data centre): its sections that may stand in, once its own dossier is approved.
 * They are copied, not pointed at, so that a later change of the platform shows as a difference and never rewrites an approved dossier.
 */
export function inheritSections({ specs, platform, }) {
    if (platform.dossier.step !== 'approved')
        return [];
    return specs
        .filter(({ inheritable }) => inheritable)
        .flatMap((spec) => {
        const section = platform.sections.find((each) => each.section === spec.id);
        if (section === undefined || Object.keys(section.answers).length === 0)
            return [];
        const { answers, files } = section;
        const { id, name } = platform.system;
        return [{ section: spec.id, fromSystemId: id, name, answers, files }];
    });
}
