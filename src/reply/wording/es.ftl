# The bot's own words in Spanish. Readers are addressed with "usted"; words are those understood in every country.

# Commands in Telegram's menu, at most 256 characters
start_command = Qué hace este bot, con una pregunta de ejemplo
topics_command = Ver todas las preguntas por tema
help_command = Cómo preguntar
about_command = De dónde salen las respuestas
privacy_command = Qué se guarda sobre usted
ask_command = Hacer una pregunta: escriba /ask y luego su pregunta
settings_command = Ajustes
forget_command = Borrar lo que se guarda sobre usted
post_command = Publicaciones para su grupo o canal

# Buttons
helped = Esto me ayudó
not_my_question = No es mi pregunta
# Above an answer to a question that was read with what the answer before it was about, and the button to take that back
about_subject = Sobre { $subject }:
not_about = No es sobre { $subject }
none_of_these = Ninguna de estas
all_topics = Todos los temas
share = Compartir
ask_more = Preguntar más
# Above a list of results
ask_in_chat = Preguntar en el chat con el bot

# Shown for a moment after a tap, at most 200 characters
helped_toast = Gracias.
not_helped_toast = Gracias por decirlo.
old_button_toast = Este botón es de una versión anterior. Por favor, pregunte de nuevo.

# What the bot is and how to ask it
what_i_do = Busco la parte del texto que responde a su pregunta. Se la muestro palabra por palabra. Nunca invento una respuesta. Si el texto no lo dice, se lo digo y le indico a quién puede preguntar.
how_to_ask = Escriba su pregunta con sus propias palabras. No importa si hay faltas de ortografía.
how_to_ask_with_example = { how_to_ask } Por ejemplo: { $question }
help_text = { how_to_ask } { what_i_do }
try_questions = Preguntas para probar:
ask_how = Escriba su pregunta después del comando, por ejemplo:
guest_how = Escriba su pregunta después de mi nombre, por ejemplo:
short_description = { $title }. Responde palabra por palabra con un texto elegido. No es consejo médico.
short_description_general = { $title }. Responde palabra por palabra con un texto elegido.

# Which language the corpus is in, for a reader of another one
in_language = { $code ->
    [es] en español
    [en] en inglés
    [de] en alemán
    [zh] en chino
   *[other] en el idioma de la fuente
}
passage_language = Este pasaje está { $in_language }.
message_language = Partes de este mensaje están { $in_language }.
ask_language = { message_language } Por favor, escriba sus preguntas { $in_language }.
quiz_language = Este cuestionario está { $in_language }.

# Asking back, and finding nothing
choose = No sé bien a qué pregunta se refiere. ¿Es una de estas?
gap = El texto no dice nada sobre esto: «{ $label }».
nearest = Estas preguntas se parecen, y el texto sí las responde:
no_answer = No tengo respuesta para eso.

# In place of a message that does not fit into one
too_long = Esto es demasiado largo para un solo mensaje aquí. Toque el botón de abajo para leerlo.

# Browsing
pick_topic = Elija un tema:
pick_question = Elija una pregunta:
page = Página { $number } / { $last }
page_before = ‹ Página { $page }
page_after = Página { $page } ›
choice_gone = Esa pregunta ya no está aquí. Estos son los temas que hay ahora.
# Above a quiz about a topic, such as "Quiz: Surgery"
quiz = Cuestionario: { $topic }

# What cannot be read or answered
text_only = Solo puedo leer texto. Por favor, no envíe imágenes, mensajes de voz ni documentos médicos. Escriba su pregunta en un mensaje corto.
text_only_general = Solo puedo leer texto. Por favor, escriba su pregunta en un mensaje corto en lugar de enviar una imagen o un mensaje de voz.
unknown_command = No conozco ese comando. Solo escriba su pregunta, o use /help.
went_wrong = Algo falló de mi lado y no pude responder a ese mensaje. Por favor, pregunte de nuevo con otras palabras.
emergency_note = Si alguien está en peligro ahora, llame de inmediato: { $emergency }.
help_line = { emergency_note } En una crisis, acuda a: { $crisis }.
understands = Solo entiendo preguntas { $in_language }.

# Where the words come from
source_line = Fuente: «{ $title }» ({ $review }). { $origin }
source_line_alone = Fuente: «{ $title }». { $origin }
reviewed = revisado por { $by } el { $on }
not_reviewed = sin revisión clínica
licence = Licencia: { $licence }
retrieved = Consultado el { $date }.
review_due = Próxima revisión: { $date }.
program = { $questions ->
    [one] 1 pregunta
   *[other] { $questions } preguntas
} en { $topics ->
    [one] 1 tema
   *[other] { $topics } temas
}. verbatim { $version }.
program_run_by = { program } A cargo de: { $person }.

# What is kept
privacy_questions = Guardo cada pregunta que usted me hace durante { $days ->
    [one] 1 día
   *[other] { $days } días
}, palabra por palabra. Quienes llevan este bot pueden leerla. Está bajo un código que no lo nombra. Si puede tratarse de una emergencia, no la guardo.
privacy_words = Lo que usted escribe se guarda solo hasta que recibe respuesta. Después se borra.
privacy_other_words = Lo demás que usted escribe se guarda solo hasta que recibe respuesta. Después se borra.
privacy_dead = Si no logro leer o responder un mensaje, lo guardo durante { $days ->
    [one] 1 día
   *[other] { $days } días
}, para que se pueda intentar de nuevo.
privacy_sealed = Lo que se guarda de sus palabras está cifrado. Sin la clave nadie puede leerlo.
privacy_handled = Guardo el número de cada mensaje durante { $days ->
    [one] 1 día
   *[other] { $days } días
}, pero no su contenido. Así no respondo dos veces al mismo mensaje.
privacy_feedback = Cuento cuántas veces un pasaje ayudó o no. La cuenta no dice quién tocó el botón. Para contar cada toque una sola vez, guardo un código durante { $days ->
    [one] 1 día
   *[other] { $days } días
}. Se forma con su número de usuario de Telegram y el número del mensaje. No lleva su nombre.
privacy_chosen = Cuento cuántas veces se elige un pasaje para enviarlo a otro chat. La cuenta no dice quién lo envió ni adónde.
privacy_counts = Borro una cuenta así cuando no ha cambiado durante { $days ->
    [one] 1 día
   *[other] { $days } días
}.
privacy_settings = Guardo el idioma que usted eligió y los grupos o canales que administra conmigo, bajo un código que no lo nombra. Olvido cada dato { $days ->
    [one] 1 día
   *[other] { $days } días
} después de anotarlo por última vez.
privacy_posts = Si usted programa publicaciones diarias, guardo con ellas su número de Telegram y su idioma, para avisarle cuando una falla. Con /forget los borro.
privacy_held = Si pregunta sobre usted en un grupo, puedo guardar su pregunta durante 10 minutos para que la lleve a nuestro chat privado. Cuando está respondida, la borro.
privacy_follow_up = Para que pueda seguir preguntando, recuerdo durante { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}, como código, de qué trataba mi última respuesta.
privacy_codes = Para seguir sus correcciones, frenar avalanchas y no hacer nada dos veces, guardo códigos que no lo nombran. El último caduca después de { $days ->
    [one] 1 día
   *[other] { $days } días
}.
privacy_forget = Con /forget borro su idioma, sus grupos, sus votos y lo que guardo de sus mensajes y preguntas. No puedo volver a encontrar todos los códigos. Los demás caducan solos.
privacy_groups = De los grupos y canales guardo el nombre y lo que ajustan sus administradores. Cuando salgo de uno, lo olvido después de { $days ->
    [one] 1 día
   *[other] { $days } días
}.
privacy_telegram = Telegram también guarda los mensajes de este chat. Para quitarlos, borre el chat en Telegram.

# En grupos
joined = Hola. Respondo preguntas sobre este texto: { $title }.
joined_how = Para preguntarme, responda a uno de mis mensajes, escriba @{ $username } con su pregunta o use /ask. Por ejemplo:
hears_all = Puedo ver todos los mensajes de este grupo. Solo respondo a los que son para mí. /privacy dice qué guardo.
hears_some = Solo puedo ver los mensajes que son para mí: comandos, mi nombre y respuestas a mis mensajes. No veo los demás.
joined_settings = Los administradores del grupo pueden cambiar mi comportamiento con /settings.
joined_channel = Ahora soy administrador de «{ $title }». Use /post aquí para elegir lo que publico allí.
in_private = Esto trata de usted; hablemos en privado.
in_private_held = Esto trata de usted; hablemos en privado. Toque el botón en los próximos 10 minutos y su pregunta vendrá con usted.
in_private_button = Preguntar en privado
held_over = Ya no tengo esa pregunta. Por favor, escríbala aquí de nuevo.
held_by_another = Esa era la pregunta de otra persona, así que no la muestro. Aquí puede hacerme la suya.
held_answered = Ya respondí esa pregunta. Aquí puede hacerme otra.
answered_above = Ya di esta respuesta aquí hace poco.
answered_above_button = Ver la respuesta
admins_ask = En este grupo solo los administradores pueden preguntarme. Usted puede preguntarme en privado.
topic_off = Los administradores no desean este tema en el grupo. Puede preguntarme en privado.
too_many = Han sido muchos mensajes seguidos. Espere un minuto y vuelva a preguntar, por favor.

# Lo que pueden ajustar los administradores
settings_title = Ajustes de este grupo
settings_help = Toque una línea para cambiarla. Solo pueden hacerlo los administradores.
settings_mode = Respondo: { $mode }
settings_mode_help = ¿Cuándo debo responder en este grupo? Si nadie me pregunta, respondo solo cuando estoy seguro.
settings_asked = si me preguntan
settings_auto = también sin pedirlo
settings_off = nunca
settings_quiet = Horas de silencio: { $hours }
settings_quiet_help = En las horas de silencio solo respondo a quien me pregunta, sin sonido. ¿Cuándo empiezan?
settings_quiet_until = Silencio desde las { $from }. ¿Cuándo terminan las horas de silencio?
settings_hours = de { $from } a { $until }
settings_none = ninguna
settings_zone = Zona horaria: { $zone }
settings_zone_help = ¿En qué zona horaria está este grupo? También puede escribirla: /settings Europe/Paris
settings_zone_unknown = No conozco esa zona horaria. Escríbala así: /settings Europe/Paris
settings_repeat = No repetir durante: { $time }
settings_repeat_help = ¿Durante cuánto tiempo debo señalar una respuesta ya dada aquí en lugar de repetirla?
settings_privacy = Quién ve mis respuestas y cuánto tiempo
settings_privacy_help = ¿Quién ve mis respuestas aquí y cuándo las borro? Si soy administrador, puedo mostrar una respuesta solo a quien pregunta. Si no puedo, respondo como hasta ahora.
settings_oneself = Sobre uno mismo: { $mode }
settings_oneself_help = Algunas personas preguntan sobre sí mismas. ¿Dónde debo responderles? Si puede ser una emergencia, respondo aquí enseguida.
settings_oneself_private = en privado
settings_oneself_alone = solo lo ve quien pregunta
settings_oneself_group = como las demás
settings_alone_on = Ve la respuesta: solo quien pregunta
settings_alone_off = Ven la respuesta: todos
settings_delete = Borro mis respuestas: { $time }
settings_delete_help = ¿Cuándo debo borrar mis respuestas aquí? Mis publicaciones se quedan, y también lo que digo en una emergencia.
settings_delete_never = nunca
settings_delete_after = después de { $time }
settings_minutes = { $minutes } minutos
settings_hours_long = { $hours ->
    [one] 1 hora
   *[other] { $hours } horas
}
settings_short = Aviso: corto
settings_long = Aviso: largo
settings_topics = Temas: { $on } de { $all }
settings_topics_help = ¿Sobre qué temas puedo responder aquí? Toque un tema para activarlo o desactivarlo.
settings_here_on = En este hilo: respondo
settings_here_off = En este hilo: callo
settings_admins = Quién pregunta: administradores
settings_everybody = Quién pregunta: todos
settings_done = Listo
settings_saved = Los ajustes se han guardado.
settings_for_admins = Solo los administradores de este grupo pueden cambiar mis ajustes.
for_admins_toast = Solo los administradores de este grupo pueden hacer eso.

# Lo que puede ajustar cada persona
personal_title = Sus ajustes
personal_help = ¿En qué idioma quiere leer mis propias palabras? El texto no cambia.
personal_automatic = El mismo que Telegram
forget_button = Olvidarme
forget_question = ¿Debo borrar todo lo que guardo sobre usted? Es decir, su idioma, sus votos, los grupos que configuró y lo que guardo de sus mensajes y preguntas. No se puede deshacer.
forget_yes = Sí, olvidarme
forgotten = Hecho. He borrado su idioma, sus votos, los grupos que configuró y lo que guardaba de sus mensajes y preguntas. Lo que pregunte desde ahora se guarda como dice /privacy.

# Publicaciones para grupos y canales
did_you_know = ¿Lo sabía?
ask_me = Preguntarme sobre esto
post_title = Sus grupos y canales
post_pick = ¿Dónde quiere que publique?
post_nowhere = No conozco ningún grupo o canal que usted administre. Hágame administrador de su canal o envíe /settings en su grupo. Después vuelva y use /post.
post_help = Puedo publicar aquí cada día un pasaje o un cuestionario. Todos salen una vez antes de que alguno se repita.
post_paused = Las publicaciones diarias están en pausa.
post_passage = Un pasaje cada día: { $time }
post_quiz = Un cuestionario cada día: { $time }
post_passage_on = Un pasaje ({ $weekdays }): { $time }
post_quiz_on = Un cuestionario ({ $weekdays }): { $time }
post_off = no
post_pause = Pausar
post_resume = Continuar
post_preview_passage = Ver el siguiente pasaje
post_preview_quiz = Ver el siguiente cuestionario
post_last = Último: { $at }, publicado
post_failed_at = Último: { $at }, falló. { $why }
post_next = Próximo: { $at }
post_times = Toque una hora para quitarla. Toque un día para activarlo o desactivarlo.
post_times_full = Son cuatro veces al día, el máximo. Toque una hora para quitarla. Toque un día para activarlo o desactivarlo.
post_add = Añadir una hora
monday = lun
tuesday = mar
wednesday = mié
thursday = jue
friday = vie
saturday = sáb
sunday = dom
post_topic = Tema: { $topic }
post_general = General
post_topic_number = número { $number }
post_topic_help = Para publicar en otro tema, envíe /post allí y use el enlace que le doy.
post_hour = ¿A qué hora?
post_minute = ¿A qué hora exacta?
post_never = Sin publicación
post_zone_help = ¿En qué zona horaria son estas horas?
post_confirm = Así se verá. ¿Lo publico ahora?
post_now = Publicar en { $title }
post_done = Lo estoy publicando en { $title }.
post_posted = Está publicado en { $title }.
post_failed = No pude publicarlo en { $title }.
post_failed_passage = El pasaje diario para «{ $title }» no se publicó.
post_failed_quiz = El cuestionario diario para «{ $title }» no se publicó.
post_paused_itself = Ha fallado tres veces seguidas, así que ahora está en pausa.
post_why_polls = No puedo enviar encuestas allí. Permita las encuestas a los miembros, o deme como administrador el permiso de publicar.
post_why_rights = No puedo escribir allí. Pida a un administrador que me lo permita y luego envíe /post.
post_why_gone = Ya no estoy en ese chat. Añádame de nuevo y luego envíe /post.
post_why_topic = El tema está cerrado o ya no existe. Elija otro.
post_why_late = Habría llegado con más de una hora de retraso, así que lo omití.
post_why_unknown = No sé si llegó. Mire allí antes de publicarlo otra vez.
post_why_settings = No puedo leer lo que se ajustó allí. Envíe /settings allí para ajustarlo de nuevo.
post_why_other = Telegram dice: { $reason }
post_nothing = No hay nada de este tipo que publicar.
post_gone = No puedo publicar allí, o usted ya no es administrador.
post_unknown = No conozco ningún pasaje llamado «{ $name }». El nombre está al final del enlace para compartir.
post_in_private = Hagámoslo en privado. Envíeme /post allí.

# Para quienes operan el bot
notice_faq = Por favor, corrija los archivos. En cuanto los guarde, los vuelvo a leer.
notice_webhook = Telegram no pudo entregarme lo que se escribió. Dice: «{ $error }». ¿Funciona el proxy y sigue siendo válido su certificado? Telegram lo intenta durante 24 horas, así que aún no se ha perdido nada.
notice_dead = { $letters ->
    [one] Tuve que abandonar 1 mensaje o respuesta.
   *[other] Tuve que abandonar { $letters } mensajes y respuestas.
}
notice_dead_help = «verbatim dead list» muestra por qué. Cuando esté corregido, «verbatim dead retry --all» los intenta de nuevo.
notice_failed_posts = { $posts ->
    [one] Falló 1 publicación diaria.
   *[other] Fallaron { $posts } publicaciones diarias.
} Quien la organizó sabe por qué; «/post» también lo muestra.
reload_changed = Listo. Ya uso las nuevas preguntas frecuentes: { $questions ->
    [one] 1 pregunta
   *[other] { $questions } preguntas
}.
reload_unchanged = Las preguntas frecuentes no han cambiado.
reload_refused = Las nuevas preguntas frecuentes tienen errores; sigo con las anteriores:
reload_more = { $findings ->
    [one] y 1 más. El registro los muestra todos.
   *[other] y { $findings } más. El registro los muestra todos.
}
reload_built_in = Uso las preguntas frecuentes incluidas en el programa, así que no hay nada que volver a leer. Para usar las suyas, inícieme con --faq DIR.

# The support desk: what people read, then what staff read
human_command = Hablar con una persona
withdraw_command = Retirar lo que ha pasado
resume_command = Que yo vuelva a responder
desk_button = Hablar con una persona
desk_what_next = Una persona puede leer esto y responderle aquí.
desk_not_urgent = Esto no es para emergencias.
desk_question = Su pregunta: «{ $question }»
desk_staff_see = Ven su pregunta, lo que respondí, su idioma y cuántas veces ha hablado con ellos. No ven su nombre ni su número.
desk_staff_see_none = Ven su idioma, lo que escriba desde entonces y cuántas veces ha hablado con ellos. No ven su nombre ni su número.
desk_consent = ¿Lo paso?
desk_consent_none = ¿Llamo a una persona?
desk_pass_on = Pasarlo
desk_no = No
desk_declined = De acuerdo. No paso nada.
desk_open = Ahora lo tiene una persona. Lo que escriba aquí le llega, y yo callo. Envíe /resume para que yo vuelva a responder.
desk_write = Escriba ahora lo que quiere preguntar.
desk_take_back = Retirarlo
desk_open_already = Ya lo tiene una persona. Escriba aquí.
desk_withdrawn = Lo ha retirado. He borrado allí lo que Telegram me permite. Lo que ellos escribieron se queda con ellos. Vuelvo a responder.
desk_resumed = Vuelvo a responder. Para hablar con una persona, envíe /human.
desk_none_open = No hay ninguna charla abierta con una persona. Envíe /human para empezar una.
desk_closed = Han cerrado esta charla. Vuelvo a responder. ¿Se ha resuelto su pregunta?
desk_yes = Sí
desk_still_open = No, sigue abierta
desk_solved = Bien. Gracias por decirlo.
desk_reopened = Está abierta de nuevo. Lo que escriba aquí le llega a una persona, y yo callo.
desk_cannot_reopen = Esa charla no puede seguir. Envíe /human para empezar otra.
desk_silent = Nadie ha escrito aquí en mucho tiempo, así que vuelvo a responder.
desk_go_on = Seguir con la persona
desk_blocked = Las personas de aquí ya no aceptan mensajes suyos. Yo sigo respondiendo preguntas.
desk_undelivered = No pude llevar a una persona lo que escribió. Inténtelo más tarde o acuda a otra persona.
desk_label = 👤 Una persona del equipo:
desk_label_named = 👤 { $name }:
desk_in_private = Una persona solo puede responderle en privado. Toque aquí para abrir un chat conmigo.
desk_deleted = También se ha borrado al otro lado.
desk_not_deleted = No pude borrarlo al otro lado. Telegram solo me lo permite durante 48 horas.
desk_edit_too_long = Su cambio es demasiado largo, así que la persona aún ve las palabras de antes. Acórtelo o envíelo como mensaje nuevo.
desk_delete_how = Responda a su propio mensaje con /delete. Entonces lo borro también al otro lado.
desk_help = Para hablar con una persona, envíe /human. Envíe /withdraw para retirar lo que ha pasado.
desk_urgent_too = Su mensaje también le llegó a la persona. No espere su respuesta.
desk_from = 💬 #{ $number }
desk_from_changed = 💬 #{ $number } (cambiado)
desk_from_urgent = 🚨 #{ $number } Puede ser una emergencia. Le mostré dónde pedir ayuda.
desk_card_new = Charla nueva
desk_card_asks = Pregunta:
desk_card_cut = Sigue el mensaje entero.
desk_card_no_question = Pidió hablar con una persona y aún no ha dicho de qué se trata.
desk_card_shown = Le mostré: «{ $title }»
desk_card_offered = No estaba seguro y pregunté si era una de estas: { $titles }
desk_card_gap = Dije que el texto no dice { $label }.
desk_card_unknown = No encontré nada que encaje.
desk_card_urgent = Puede ser una emergencia. Le mostré dónde pedir ayuda.
desk_card_language = Idioma: { $language }
desk_card_earlier = { $count ->
    [0] No ha hablado antes con ustedes.
    [one] Ha hablado antes una vez con ustedes.
   *[other] Ha hablado antes { $count } veces con ustedes.
}
desk_card_topic = Escriba aquí para responder. Lo que empieza con // se queda aquí. /close termina la charla.
desk_card_reply = Responda a este mensaje. Lo que empieza con // se queda aquí. Responda con /close para terminar la charla.
desk_card_renewed = El lugar anterior de esta charla ya no existe. Sigue aquí.
desk_no_right = No puedo crear temas aquí, así que cada charla es una cadena de respuestas. Hágame administrador con el permiso «Gestionar temas». Entonces cada charla nueva tendrá su propio tema.
desk_staff_closed = Esta charla está cerrada, así que no se envió nada. Envíe /reopen para seguir.
desk_staff_over = Esta charla terminó del todo, así que no se envió nada.
desk_staff_blocked = No entregado: la persona me ha bloqueado. Solo puedo llegar a ella si me desbloquea. Puede cerrar la charla con /close.
desk_staff_gone = No entregado: la cuenta ya no existe. Puede cerrar la charla con /close.
desk_staff_refused = No entregado. Telegram dice: «{ $reason }». Intente decirlo de otra forma.
desk_staff_resumed = La persona terminó la charla. Vuelvo a responderle.
desk_staff_withdrew = La persona retiró la charla #{ $number }. He borrado lo que Telegram me permite.
desk_staff_silent = Nadie ha escrito aquí en mucho tiempo, así que cerré la charla. Envíe /reopen para seguir.
desk_staff_still_open = La persona dice que no está resuelto. La charla está abierta de nuevo.
desk_staff_reopened = La charla está abierta de nuevo. Lo que escriba aquí le llega a la persona.
desk_staff_solved = La persona dice que está resuelto.
desk_staff_closed_now = Cerrada. Pregunté a la persona si está resuelto.
desk_staff_closed_already = Esta charla ya está cerrada.
desk_staff_open_already = Esta charla ya está abierta.
desk_staff_has_other = La persona tiene una charla más nueva: #{ $number }. Siga allí.

# El equipo: cuándo llega una respuesta
desk_weekday = { $weekday ->
    [0] lunes
    [1] martes
    [2] miércoles
    [3] jueves
    [4] viernes
    [5] sábado
   *[6] domingo
}
desk_expect_any = Recibirá una respuesta en cuanto haya alguien.
desk_expect_now = Ahora hay alguien. El horario es { $hours } (hora de { $city }).
desk_expect_later = Ahora no hay nadie. Puede esperar una respuesta { $opens } (hora de { $city }).
desk_today = hoy desde las { $time }
desk_tomorrow = mañana desde las { $time }
desk_on_weekday = el { $weekday } desde las { $time }
desk_on_date = el { $weekday } { $date } desde las { $time }

# El equipo: lo que hace y ve
desk_faq_command = buscar un pasaje y enviarlo
desk_assign_command = hacerse cargo o dárselo a alguien
desk_unassign_command = devolverlo a todos
desk_note_command = una nota que se queda aquí
desk_close_command = terminar esta charla
desk_reopen_command = abrirla de nuevo
desk_delete_command = retirar el mensaje al que responde
desk_block_command = no más charlas con esta persona
desk_unblock_command = dejar que esta persona escriba otra vez
desk_tickets_command = lo que está abierto, primero quien más espera
desk_help_command = qué puede hacer aquí
desk_staff_help = Lo que usted escribe en una charla le llega a la persona. Lo que empieza con // se queda aquí. La persona no ve nombres.
desk_staff_help_where = Úselos en el tema de una charla, o como respuesta a uno de sus mensajes. /tickets, /stats, /missed y /help sirven en todo el grupo.
desk_unknown_command = No conozco ese comando, así que no le envié nada a la persona. /help muestra qué puede hacer aquí.
desk_not_here = ¿A qué charla se refiere? Envíelo en su tema, o como respuesta a uno de sus mensajes. /tickets muestra las abiertas.
desk_members_toast = Solo los miembros de este grupo pueden hacerlo.
desk_faq_how = Escriba detrás lo que busca, así: /faq efectos
desk_faq_none = No encontré ningún pasaje para eso. Pruebe con otras palabras.
desk_faq_pick = Estos son los más cercanos a «{ $words }». Toque uno para verlo primero.
desk_faq_preview = Esto es lo que recibirá la persona:
desk_faq_gone = Ese pasaje ya no existe. Use /faq otra vez.
desk_faq_send = Enviar
desk_faq_back = Atrás
desk_faq_sent = ✓ Enviado a la persona: { $question }
desk_faq_sent_toast = Ya se envió.
desk_closed_toast = Esta charla está cerrada. /reopen la abre de nuevo.
desk_assigned = Ahora #{ $ticket } lo tiene { $name }.
desk_unassigned = Ahora #{ $ticket } es de todos.
desk_assign_who = ¿A quién se refiere? Envíe solo /assign para hacerse cargo. Para dárselo a alguien, envíe /assign como respuesta a un mensaje suyo, o elija su nombre detrás.
desk_assign_no_member = { $name } no está en este grupo, así que no puedo dárselo.
desk_somebody = Un admin
desk_noted = Anotado. Se queda aquí.
desk_note_how = Escriba la nota detrás, así: /note volver a preguntar el lunes
desk_staff_block = La persona de #{ $ticket } ya no puede escribir al equipo, y se le dice una vez. Yo le sigo respondiendo desde el texto. /unblock lo deshace.
desk_staff_block_already = La persona de #{ $ticket } ya está bloqueada. /unblock lo deshace.
desk_staff_unblock = La persona de #{ $ticket } puede escribir al equipo otra vez.
desk_staff_unblock_not = La persona de #{ $ticket } no está bloqueada.
desk_tickets = Siguen abiertas: { $count }. Primero va quien más espera. Toque una para ir allí.
desk_tickets_none = No hay nada abierto. ¡Bien hecho!
desk_waits = #{ $ticket } espera desde hace { $time }
desk_answered = #{ $ticket } respondida, hace { $time }
desk_minutes = { $minutes } min
desk_hours = { $hours } h
desk_days = { $days ->
    [one] 1 día
   *[other] { $days } días
}
desk_reminder = ⏰ #{ $ticket } espera una respuesta: ya van { $time }.
desk_handed_back = { $count ->
    [one] ☀️ Mientras no había nadie, 1 persona escribió y espera:
   *[other] ☀️ Mientras no había nadie, { $count } personas escribieron y esperan:
}
desk_id = El id de este grupo es { $id }. Para que la gente le escriba aquí, inícieme con --staff-chat { $id }.
desk_id_is = Este es el equipo: aquí llega lo que la gente transmite.
desk_rate = ¿Le ayudó hablar con una persona?
desk_rated = Gracias. Lo cuento, y no guardo ni quién lo dice ni por qué.
desk_forgotten = También terminó la charla con las personas de aquí, y borré allí lo que pude. Lo que ellas escribieron o guardaron no lo puedo borrar.
privacy_desk = Si habla aquí con una persona, guardo lo que les mostré primero, con su pregunta, y qué mensajes van juntos, hasta { $days ->
    [one] 1 día
   *[other] { $days } días
} después del final. Lo que usted transmite queda en el grupo de esas personas. Lo que hacen se anota durante { $log_days ->
    [one] 1 día
   *[other] { $log_days } días
}, sin sus palabras. Si le bloquean, guardo un código suyo hasta que lo deshagan, también después de /forget.
privacy_stats = Cuento por días cuántas preguntas llegan y qué pasajes las responden. Estas cuentas no dicen nada de quién preguntó. Las borro después de { $days ->
    [one] 1 día
   *[other] { $days } días
}.

# Estadísticas
stats_title = Los últimos { $days } días
stats_weeks = Las últimas { $weeks } semanas
stats_questions = Preguntas: { $count }
stats_answered = respondidas
stats_offered = con opciones
stats_gap = no está en el texto
stats_unknown = no entendidas
stats_courtesy = saludos y gracias
stats_urgent = señales de alarma
stats_foreign = otros idiomas
stats_helped = Ayudó: { $helped }, no: { $not_helped }
stats_helped_share = Ayudó en el { $share } %.
stats_handed_over = Pasadas a una persona: { $count }
stats_answer_within = La mitad recibió respuesta en menos de { $time }.
stats_minutes = { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
}
stats_hours = { $hours ->
    [one] una hora
   *[other] { $hours } horas
}
stats_days = { $days ->
    [one] un día
   *[other] { $days } días
}
stats_longer = más de un día
stats_most_asked = Lo más preguntado
stats_most_missed = Lo más fallado, según lo que estaba cerca
stats_near_nothing = nada cerca en el texto
stats_fewer = menos de { $count }
stats_withheld = no se muestra
stats_few = Las cuentas por debajo de { $count } no se muestran. Faltan algunas otras para que nadie pueda calcularlas.
stats_nothing = En este tiempo nadie me ha preguntado nada.
stats_zone = Los días son los de { $zone }.
stats_show_days = { $days } días
stats_show_weeks = { $weeks } semanas
# Lo que faltó y las formulaciones añadidas
privacy_missed = Si no tengo una buena respuesta, anoto las palabras de la pregunta como códigos durante { $days ->
    [one] 1 día
   *[other] { $days } días
}, para que el texto mejore. Una palabra solo se puede leer cuando la han usado { $people } personas.
missed_title = Lo que no supe responder
missed_none = Hasta ahora no ha faltado nada. Si no tengo una buena respuesta, lo cuento aquí.
missed_off = No anoto lo que me falta. Inícieme con --keep missed=90 para cambiarlo.
missed_all_done = Ya lo ha revisado todo. ¡Bien hecho!
missed_help = Toque un grupo para verlo. Primero va lo que más personas preguntaron.
missed_help_done = Esto ya lo ha tratado. Toque un grupo para deshacerlo.
missed_nothing_done = Aún no ha tratado ninguno.
missed_line = { $people } × { $words }
missed_unread = (palabras no mostradas)
missed_count = Preguntado { $misses ->
    [one] una vez
   *[other] { $misses } veces
}, por { $people ->
    [one] 1 persona
   *[other] { $people } personas
}.
missed_words = Palabras: { $words }
missed_hidden = Muestro una palabra cuando la han usado { $people } personas. Aquí ninguna ha llegado a tanto.
missed_asked = Así se preguntó:
missed_near = Lo más cercano en el texto:
missed_near_nothing = Nada del texto se acerca.
missed_unknown = sin respuesta: { $count }
missed_none_of_these = ninguna de estas: { $count }
missed_not_mine = no es mi pregunta: { $count }
missed_chose = elegida de una lista: { $count }
missed_handed_over = pasada a una persona: { $count }
missed_staff_chose = respondida por ustedes: { $count }
missed_add = + { $question }
missed_gap = Es un hueco
missed_new_entry = Necesita una entrada nueva
missed_ignore = Ignorar
missed_other = Buscar otra entrada
missed_other_how = Envíeme esto con unas palabras de la entrada: { $command }
missed_other_none = No encontré ninguna entrada con esas palabras.
missed_take_back = Deshacer
missed_to_list = ← Todos los grupos
missed_to_done = Lo ya tratado
missed_to_phrasings = Formulaciones añadidas
missed_is_phrasing = De esto se hizo una formulación.
missed_is_gap = Dijo que es un hueco. Póngalo en gaps.toml.
missed_is_new_entry = Dijo que necesita una entrada nueva.
missed_is_ignored = Lo ignora.
missed_gone = Ese grupo ya no existe. Sus preguntas son muy antiguas o están ahora en otros grupos.
missed_no_words = No tengo palabras que añadir. Escriba las suyas: { $command }
phrasing_title = ¿Añadir esta formulación?
phrasing_pair = «{ $text }» → { $question }
phrasing_no_effect = Lo probé con { $cases } preguntas. No cambia ninguna otra respuesta.
phrasing_effect = Lo probé con { $cases } preguntas. Cambian { $changes }:
phrasing_better = ↑ { $text }
phrasing_worse = ↓ { $text }
phrasing_more = y { $changes } más
phrasing_today = Hoy respondo a esto con «{ $question }».
phrasing_unsure = Aun así no estaría lo bastante seguro para responder enseguida.
phrasing_breaks = No puedo añadirla. Con ella, estas ya no recibirían lo correcto:
phrasing_broken = «{ $text }» es de { $right } y recibiría { $given }
phrasing_nothing = nada
phrasing_empty = Debe tener palabras que digan qué se quiere saber.
phrasing_long = Es demasiado larga. Una formulación tiene como máximo { $chars } letras.
phrasing_there = La entrada ya tiene esta formulación.
phrasing_elsewhere = { $other } tiene esta formulación. Solo puede llevar a un sitio.
phrasing_urgent = Estas palabras pueden ser una urgencia ({ $flag }), y eso siempre va primero.
phrasing_no_entry = No hay ninguna entrada «{ $entry }». El nombre de una entrada está al final de su enlace para compartir.
phrasing_no_cases = No puedo leer las preguntas con las que la pruebo: { $error }
phrasing_yes = Añadirla
phrasing_no = Dejarla
phrasing_added = Hecho. Desde ahora la uso. «verbatim export» la escribe en los archivos de las preguntas.
phrasing_left = De acuerdo, la dejo como está.
phrasings_title = Formulaciones añadidas
phrasings_none = No se ha añadido ninguna formulación. Envíe { $command } para añadir una, o use /missed.
phrasings_help = Toque una para deshacerla. Para añadir una, envíe { $command }.
phrasings_usage = /phrasings ENTRADA sus palabras
phrasing_aside = Apartada: su entrada ya no existe, o los archivos se la dan a otra.
phrasing_in_use = La uso.
phrasing_undone = Se deshizo. No la uso.
phrasing_take_back = Deshacerla
phrasing_use_again = Usarla otra vez
phrasing_gone = Esta formulación ya no está aquí. Está en los archivos o es muy antigua.
