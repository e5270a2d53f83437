/* Between the files of this folder. */
#ifndef LETOON_DOCTOR_INNER_H
#define LETOON_DOCTOR_INNER_H

#include "base/map.h"
#include "doctor/doctor.h"

typedef struct doctor {
    arena *a, *scratch;
    const site *site;
    doctor_report out;
    map by_name; /* "KIND NAME" -> doctor_item * */
} doctor;

/* The item of that name, made when it is new; then its place is `at`. */
doctor_item *doctor_item_of(doctor *x, doctor_kind kind, str name, span at);

void doctor_read_templates(doctor *x, const render *r); /* templates.c: tags and filters */
void doctor_read_plugins(doctor *x);                    /* plugins.c */
void doctor_check_plugin(doctor *x, str name, span at);
void doctor_read_config(doctor *x, str files); /* settings.c */

#endif
