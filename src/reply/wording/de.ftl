# The bot's own words in German. Readers are addressed with "Sie"; sentences stay short.

# Commands in Telegram's menu, at most 256 characters
start_command = Was dieser Bot tut, mit einer Beispielfrage
topics_command = Alle Fragen nach Themen ansehen
help_command = So stellen Sie eine Frage
about_command = Woher die Antworten stammen
privacy_command = Was über Sie gespeichert wird
ask_command = Eine Frage stellen: erst /ask, dann Ihre Frage
settings_command = Einstellungen
forget_command = Vergessen, was über Sie gespeichert ist
post_command = Beiträge für Ihre Gruppe oder Ihren Kanal

# Buttons
helped = Das hat geholfen
not_my_question = Nicht meine Frage
# Above an answer to a question that was read with what the answer before it was about, and the button to take that back
about_subject = Zu { $subject }:
not_about = Nicht zu { $subject }
none_of_these = Keine davon
all_topics = Alle Themen
share = Teilen
ask_more = Mehr fragen
# Above a list of results
ask_in_chat = Im Chat mit dem Bot fragen

# Shown for a moment after a tap, at most 200 characters
helped_toast = Vielen Dank.
not_helped_toast = Danke für den Hinweis.
old_button_toast = Diese Schaltfläche stammt aus einer älteren Version. Bitte fragen Sie noch einmal.

# What the bot is and how to ask it
what_i_do = Ich suche die Textstelle, die Ihre Frage beantwortet. Ich zeige sie Ihnen Wort für Wort. Ich erfinde nie eine Antwort. Wenn der Text nichts dazu sagt, sage ich Ihnen das und auch, wen Sie fragen können.
how_to_ask = Schreiben Sie Ihre Frage in Ihren eigenen Worten. Auf die Rechtschreibung kommt es nicht an.
how_to_ask_with_example = { how_to_ask } Zum Beispiel: { $question }
help_text = { how_to_ask } { what_i_do }
try_questions = Fragen zum Ausprobieren:
ask_how = Schreiben Sie Ihre Frage hinter den Befehl, zum Beispiel:
guest_how = Schreiben Sie Ihre Frage hinter meinen Namen, zum Beispiel:
short_description = { $title }. Antwortet Wort für Wort aus einem ausgewählten Text. Kein ärztlicher Rat.
short_description_general = { $title }. Antwortet Wort für Wort aus einem ausgewählten Text.

# Which language the corpus is in, for a reader of another one
in_language = { $code ->
    [de] auf Deutsch
    [en] auf Englisch
    [es] auf Spanisch
    [zh] auf Chinesisch
   *[other] in der Sprache der Quelle
}
passage_language = Diese Textstelle ist { $in_language }.
message_language = Teile dieser Nachricht sind { $in_language }.
ask_language = { message_language } Bitte schreiben Sie Ihre Fragen { $in_language }.
quiz_language = Dieses Quiz ist { $in_language }.

# Asking back, and finding nothing
choose = Ich bin nicht sicher, welche Frage Sie meinen. Ist es eine von diesen?
gap = Dazu sagt der Text nichts: „{ $label }“.
nearest = Diese Fragen sind ähnlich, und der Text beantwortet sie:
no_answer = Darauf habe ich keine Antwort.

# In place of a message that does not fit into one
too_long = Das ist hier zu lang für eine Nachricht. Tippen Sie auf die Schaltfläche unten, um es zu lesen.

# Browsing
pick_topic = Bitte wählen Sie ein Thema:
pick_question = Bitte wählen Sie eine Frage:
page = Seite { $number } / { $last }
page_before = ‹ Seite { $page }
page_after = Seite { $page } ›
choice_gone = Diese Frage gibt es hier nicht mehr. Das sind die Themen, die es jetzt gibt.
# Above a quiz about a topic, such as "Quiz: Surgery"
quiz = Quiz: { $topic }

# What cannot be read or answered
text_only = Ich kann nur Text lesen. Bitte senden Sie keine Bilder, Sprachnachrichten oder Krankenunterlagen. Schreiben Sie Ihre Frage bitte in einer kurzen Nachricht.
text_only_general = Ich kann nur Text lesen. Bitte schreiben Sie Ihre Frage in einer kurzen Nachricht, statt ein Bild oder eine Sprachnachricht zu senden.
unknown_command = Diesen Befehl kenne ich nicht. Schreiben Sie einfach Ihre Frage, oder nutzen Sie /help.
went_wrong = Bei mir ist etwas schiefgegangen, und ich konnte diese Nachricht nicht beantworten. Bitte fragen Sie noch einmal mit anderen Worten.
emergency_note = Wenn jetzt jemand in Gefahr ist, rufen Sie sofort an: { $emergency }.
help_line = { emergency_note } In einer Krise hilft: { $crisis }.
understands = Ich verstehe nur Fragen { $in_language }.

# Where the words come from
source_line = Quelle: „{ $title }“ ({ $review }). { $origin }
source_line_alone = Quelle: „{ $title }“. { $origin }
reviewed = geprüft von { $by } am { $on }
not_reviewed = nicht medizinisch geprüft
licence = Lizenz: { $licence }
retrieved = Abgerufen am { $date }.
review_due = Nächste Prüfung fällig am { $date }.
program = { $questions ->
    [one] 1 Frage
   *[other] { $questions } Fragen
} zu { $topics ->
    [one] 1 Thema
   *[other] { $topics } Themen
}. verbatim { $version }.
program_run_by = { program } Betrieben von: { $person }.

# What is kept
privacy_questions = Jede Frage, die Sie mir stellen, speichere ich { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} lang im Wortlaut. Wer diesen Bot betreibt, kann sie lesen. Sie steht unter einem Code, der Sie nicht nennt. Wenn es ein Notfall sein kann, speichere ich sie nicht.
privacy_words = Was Sie schreiben, wird nur gespeichert, bis es beantwortet ist. Dann wird es gelöscht.
privacy_other_words = Was Sie sonst schreiben, wird nur gespeichert, bis es beantwortet ist. Dann wird es gelöscht.
privacy_dead = Kann ich eine Nachricht nicht lesen oder nicht beantworten, behalte ich sie { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} lang, damit es noch einmal versucht werden kann.
privacy_sealed = Was von Ihren Worten gespeichert ist, ist verschlüsselt. Ohne den Schlüssel kann es niemand lesen.
privacy_handled = Die Nummer jeder Nachricht speichere ich { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} lang, aber nicht ihren Inhalt. So beantworte ich keine Nachricht doppelt.
privacy_feedback = Ich zähle, wie oft eine Textstelle geholfen hat und wie oft nicht. Die Zählung sagt nicht, wer getippt hat. Damit jedes Tippen nur einmal zählt, speichere ich { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} lang einen Code. Er wird aus Ihrer Telegram-Nutzernummer und der Nummer der Nachricht gebildet. Ihr Name steht nicht darin.
privacy_chosen = Ich zähle, wie oft eine Textstelle ausgewählt wird, um sie in einen anderen Chat zu senden. Die Zählung sagt nicht, wer sie gesendet hat und wohin.
privacy_counts = Eine solche Zählung lösche ich, wenn sie sich { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} lang nicht geändert hat.
privacy_settings = Ich speichere die Sprache, die Sie einstellen, und welche Gruppen oder Kanäle Sie mit mir verwalten, unter einem Code, der Sie nicht nennt. Jede dieser Angaben vergesse ich { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}, nachdem ich sie zuletzt notiert habe.
privacy_posts = Richten Sie tägliche Beiträge ein, speichere ich dazu Ihre Telegram-Nummer und Ihre Sprache, damit ich Ihnen sagen kann, wenn einer scheitert. Mit /forget lösche ich beides.
privacy_held = Fragen Sie in einer Gruppe etwas über sich selbst, halte ich die Frage bis zu 10 Minuten bereit, damit Sie sie in unseren privaten Chat mitnehmen können. Ist sie beantwortet, lösche ich sie.
privacy_follow_up = Damit Sie weiterfragen können, merke ich mir { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
} lang als Code, wovon meine letzte Antwort handelte.
privacy_codes = Um Änderungen Ihrer Fragen zu folgen, Fluten zu bremsen und nichts doppelt zu tun, speichere ich Codes, die Sie nicht nennen. Der letzte davon läuft nach { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
} ab.
privacy_forget = Mit /forget lösche ich Ihre Sprache, Ihre Gruppen, Ihre Bewertungen und was ich von Ihren Nachrichten und Fragen behalten habe. Nicht alle Codes kann ich wiederfinden. Die übrigen laufen von selbst ab.
privacy_groups = Von Gruppen und Kanälen speichere ich den Namen und was ihre Admins einstellen. Habe ich eine Gruppe oder einen Kanal verlassen, vergesse ich das nach { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
}.
privacy_telegram = Telegram selbst speichert die Nachrichten dieses Chats. Um sie zu entfernen, löschen Sie den Chat in Telegram.

# In Gruppen
joined = Guten Tag. Ich beantworte Fragen zu diesem Text: { $title }.
joined_how = So fragen Sie mich: Antworten Sie auf eine meiner Nachrichten, schreiben Sie @{ $username } und Ihre Frage, oder nutzen Sie /ask. Zum Beispiel:
hears_all = Ich kann hier alle Nachrichten sehen. Ich beantworte nur die, die an mich gerichtet sind. /privacy sagt, was ich speichere.
hears_some = Ich sehe nur Nachrichten, die an mich gerichtet sind: Befehle, meinen Namen und Antworten auf mich. Alle anderen sehe ich nicht.
joined_settings = Admins der Gruppe können mit /settings einstellen, wie ich mich verhalte.
joined_channel = Ich bin jetzt Admin von „{ $title }“. Mit /post wählen Sie hier aus, was ich dort veröffentliche.
in_private = Das betrifft Sie selbst. Sprechen wir lieber privat darüber.
in_private_held = Das betrifft Sie selbst. Sprechen wir lieber privat darüber. Tippen Sie in den nächsten 10 Minuten auf die Schaltfläche, dann kommt Ihre Frage mit.
in_private_button = Privat fragen
held_over = Diese Frage habe ich nicht mehr. Bitte schreiben Sie sie hier noch einmal.
held_by_another = Das war die Frage einer anderen Person, deshalb zeige ich sie nicht. Ihre eigene können Sie mir hier stellen.
held_answered = Diese Frage habe ich schon beantwortet. Sie können mir hier eine andere stellen.
answered_above = Diese Antwort habe ich hier vor Kurzem gegeben.
answered_above_button = Antwort zeigen
admins_ask = In dieser Gruppe können mich nur Admins fragen. Sie können mich privat fragen.
topic_off = Die Admins möchten dieses Thema nicht in der Gruppe. Sie können mich privat fragen.
too_many = Das war viel auf einmal. Bitte warten Sie eine Minute und fragen Sie dann noch einmal.

# Was Admins einer Gruppe einstellen können
settings_title = Einstellungen dieser Gruppe
settings_help = Tippen Sie auf eine Zeile, um sie zu ändern. Das können nur Admins.
settings_mode = Ich antworte: { $mode }
settings_mode_help = Wann soll ich in dieser Gruppe antworten? Ungefragt antworte ich nur, wenn ich sicher bin.
settings_asked = wenn ich gefragt werde
settings_auto = auch ungefragt
settings_off = nie
settings_quiet = Ruhezeit: { $hours }
settings_quiet_help = In der Ruhezeit antworte ich nur, wenn man mich fragt, und ohne Ton. Wann beginnt sie?
settings_quiet_until = Ruhe ab { $from }. Wann endet die Ruhezeit?
settings_hours = { $from } bis { $until }
settings_none = keine
settings_zone = Zeitzone: { $zone }
settings_zone_help = In welcher Zeitzone ist diese Gruppe? Sie können sie auch schreiben: /settings Europe/Paris
settings_zone_unknown = Diese Zeitzone kenne ich nicht. Schreiben Sie sie so: /settings Europe/Paris
settings_repeat = Nicht wiederholen für: { $time }
settings_repeat_help = Wie lange soll ich auf eine Antwort verweisen, die ich hier schon gegeben habe?
settings_privacy = Wer meine Antworten sieht, wie lange
settings_privacy_help = Wer sieht hier meine Antworten, und wann lösche ich sie? Bin ich Admin, kann ich eine Antwort nur der Person zeigen, die fragt. Kann ich das nicht, antworte ich wie bisher.
settings_oneself = Über sich selbst: { $mode }
settings_oneself_help = Manche fragen etwas über sich selbst. Wo soll ich ihnen antworten? Auf einen möglichen Notfall antworte ich immer sofort hier.
settings_oneself_private = privat
settings_oneself_alone = sieht nur, wer fragt
settings_oneself_group = wie alles andere
settings_alone_on = Antworten sieht: nur, wer fragt
settings_alone_off = Antworten sehen: alle
settings_delete = Antworten lösche ich: { $time }
settings_delete_help = Wann soll ich meine Antworten hier löschen? Meine Beiträge bleiben stehen, ebenso was ich bei einem Notfall sage.
settings_delete_never = nie
settings_delete_after = nach { $time }
settings_minutes = { $minutes } Minuten
settings_hours_long = { $hours ->
    [one] 1 Stunde
   *[other] { $hours } Stunden
}
settings_short = Hinweis: kurz
settings_long = Hinweis: lang
settings_topics = Themen: { $on } von { $all }
settings_topics_help = Zu welchen Themen darf ich hier antworten? Tippen Sie auf ein Thema, um es ein- oder auszuschalten.
settings_here_on = In diesem Thread: ich antworte
settings_here_off = In diesem Thread: ich schweige
settings_admins = Fragen dürfen: Admins
settings_everybody = Fragen dürfen: alle
settings_done = Fertig
settings_saved = Die Einstellungen sind gespeichert.
settings_for_admins = Nur Admins dieser Gruppe können meine Einstellungen ändern.
for_admins_toast = Das können nur Admins dieser Gruppe.

# Was jede Person für sich einstellen kann
personal_title = Ihre Einstellungen
personal_help = In welcher Sprache soll ich selbst schreiben? Der Text bleibt, wie er ist.
personal_automatic = Wie in Telegram
forget_button = Mich vergessen
forget_question = Soll ich alles vergessen, was ich über Sie gespeichert habe? Das sind Ihre Sprache, Ihre Bewertungen, die Gruppen, die Sie eingerichtet haben, und was ich von Ihren Nachrichten und Fragen behalten habe. Das lässt sich nicht rückgängig machen.
forget_yes = Ja, mich vergessen
forgotten = Erledigt. Gelöscht sind Ihre Sprache, Ihre Bewertungen, die Gruppen, die Sie eingerichtet haben, und was ich von Ihren Nachrichten und Fragen behalten hatte. Was Sie von jetzt an fragen, wird so gespeichert, wie /privacy es sagt.

# Beiträge für Gruppen und Kanäle
did_you_know = Wussten Sie das?
ask_me = Mich dazu fragen
post_title = Ihre Gruppen und Kanäle
post_pick = Wo soll ich etwas veröffentlichen?
post_nowhere = Ich kenne keine Gruppe und keinen Kanal, die Sie verwalten. Machen Sie mich zum Admin Ihres Kanals, oder senden Sie /settings in Ihrer Gruppe. Kommen Sie dann zurück und nutzen Sie /post.
post_help = Ich kann hier jeden Tag eine Textstelle oder ein Quiz veröffentlichen. Alle kommen einmal an die Reihe, bevor sich etwas wiederholt.
post_paused = Die täglichen Beiträge pausieren.
post_passage = Jeden Tag eine Textstelle: { $time }
post_quiz = Jeden Tag ein Quiz: { $time }
post_passage_on = Eine Textstelle ({ $weekdays }): { $time }
post_quiz_on = Ein Quiz ({ $weekdays }): { $time }
post_off = aus
post_pause = Pausieren
post_resume = Fortsetzen
post_preview_passage = Nächste Textstelle zeigen
post_preview_quiz = Nächstes Quiz zeigen
post_last = Zuletzt: { $at }, veröffentlicht
post_failed_at = Zuletzt: { $at }, gescheitert. { $why }
post_next = Als Nächstes: { $at }
post_times = Tippen Sie auf eine Uhrzeit, um sie zu entfernen. Tippen Sie auf einen Tag, um ihn ein- oder auszuschalten.
post_times_full = Das sind vier Uhrzeiten am Tag, mehr geht nicht. Tippen Sie auf eine Uhrzeit, um sie zu entfernen. Tippen Sie auf einen Tag, um ihn ein- oder auszuschalten.
post_add = Uhrzeit hinzufügen
monday = Mo
tuesday = Di
wednesday = Mi
thursday = Do
friday = Fr
saturday = Sa
sunday = So
post_topic = Thema: { $topic }
post_general = Allgemein
post_topic_number = Nummer { $number }
post_topic_help = Sollen die Beiträge in einem anderen Thema erscheinen, senden Sie dort /post und folgen Sie dem Link, den ich Ihnen gebe.
post_hour = Zu welcher Stunde?
post_minute = Um wie viel Uhr genau?
post_never = Kein Beitrag
post_zone_help = In welcher Zeitzone gelten diese Zeiten?
post_confirm = So wird es aussehen. Soll ich es jetzt veröffentlichen?
post_now = In { $title } veröffentlichen
post_done = Ich veröffentliche es jetzt in { $title }.
post_posted = Es ist in { $title } veröffentlicht.
post_failed = Ich konnte es in { $title } nicht veröffentlichen.
post_failed_passage = Die tägliche Textstelle für „{ $title }“ ist nicht erschienen.
post_failed_quiz = Das tägliche Quiz für „{ $title }“ ist nicht erschienen.
post_paused_itself = Das ist nun dreimal hintereinander gescheitert, darum pausiert es jetzt.
post_why_polls = Ich darf dort keine Umfragen senden. Erlauben Sie den Mitgliedern Umfragen, oder geben Sie mir als Admin das Recht zu posten.
post_why_rights = Ich darf dort nicht schreiben. Bitten Sie einen Admin, es mir zu erlauben, und senden Sie dann /post.
post_why_gone = Ich bin in diesem Chat nicht mehr. Fügen Sie mich wieder hinzu, und senden Sie dann /post.
post_why_topic = Das Thema ist geschlossen oder gelöscht. Wählen Sie ein anderes.
post_why_late = Es wäre mehr als eine Stunde zu spät gekommen, darum habe ich es ausgelassen.
post_why_unknown = Ich weiß nicht, ob es angekommen ist. Sehen Sie dort nach, bevor Sie es noch einmal veröffentlichen.
post_why_settings = Ich kann nicht lesen, was dort eingestellt war. Senden Sie dort /settings, um es neu einzustellen.
post_why_other = Telegram sagt: { $reason }
post_nothing = Davon gibt es nichts zu veröffentlichen.
post_gone = Dort kann ich nichts veröffentlichen, oder Sie sind dort kein Admin mehr.
post_unknown = Ich kenne keine Textstelle mit dem Namen „{ $name }“. Den Namen finden Sie am Ende ihres Links zum Teilen.
post_in_private = Lassen Sie uns das privat machen. Senden Sie mir dort /post.

# Für die Betreiber des Bots
notice_faq = Bitte verbessern Sie die Dateien. Sobald Sie sie speichern, lese ich sie neu.
notice_webhook = Telegram konnte mir nicht zustellen, was geschrieben wurde. Die Meldung: „{ $error }“. Läuft der Proxy, und ist sein Zertifikat noch gültig? Telegram versucht es 24 Stunden lang, noch ist also nichts verloren.
notice_dead = { $letters ->
    [one] Ich musste 1 Nachricht oder Antwort aufgeben.
   *[other] Ich musste { $letters } Nachrichten und Antworten aufgeben.
}
notice_dead_help = „verbatim dead list“ zeigt, warum. Ist das behoben, werden sie mit „verbatim dead retry --all“ noch einmal versucht.
notice_failed_posts = { $posts ->
    [one] 1 täglicher Beitrag ging nicht hinaus.
   *[other] { $posts } tägliche Beiträge gingen nicht hinaus.
} Wer ihn eingerichtet hat, weiß, warum; „/post“ zeigt es auch.
reload_changed = Fertig. Die neue FAQ gilt. Sie hat { $questions ->
    [one] 1 Frage
   *[other] { $questions } Fragen
}.
reload_unchanged = An der FAQ hat sich nichts geändert.
reload_refused = Die neue FAQ hat Fehler, darum gilt weiter die alte:
reload_more = { $findings ->
    [one] und 1 weiterer. Im Protokoll stehen alle.
   *[other] und { $findings } weitere. Im Protokoll stehen alle.
}
reload_built_in = Ich nutze die eingebaute FAQ, darum gibt es nichts neu zu laden. Für eine eigene starten Sie mich mit --faq DIR.

# The support desk: what people read, then what staff read
human_command = Mit einem Menschen sprechen
withdraw_command = Zurücknehmen, was Sie weitergegeben haben
resume_command = Mich wieder antworten lassen
desk_button = Mit einem Menschen sprechen
desk_what_next = Ein Mensch kann das lesen und Ihnen hier antworten.
desk_not_urgent = Das ist nichts für Notfälle.
desk_question = Ihre Frage: „{ $question }“
desk_staff_see = Zu sehen sind dort Ihre Frage, was ich dazu gesagt habe, Ihre Sprache und wie oft Sie schon mit ihnen gesprochen haben. Ihr Name und Ihre Nummer sind nicht zu sehen.
desk_staff_see_none = Zu sehen sind dort Ihre Sprache, was Sie ab dann schreiben und wie oft Sie schon mit ihnen gesprochen haben. Ihr Name und Ihre Nummer sind nicht zu sehen.
desk_consent = Soll ich es weitergeben?
desk_consent_none = Soll ich einen Menschen dazuholen?
desk_pass_on = Weitergeben
desk_no = Nein
desk_declined = In Ordnung. Ich gebe nichts weiter.
desk_open = Das liegt jetzt bei einem Menschen. Was Sie hier schreiben, geht dorthin, und ich bin still. Mit /resume antworte ich wieder.
desk_write = Schreiben Sie jetzt, was Sie fragen möchten.
desk_take_back = Zurücknehmen
desk_open_already = Das liegt schon bei einem Menschen. Schreiben Sie einfach hier.
desk_withdrawn = Sie haben es zurückgenommen. Ich habe dort gelöscht, was Telegram mich löschen lässt. Was sie geschrieben haben, bleibt bei ihnen. Ich antworte wieder.
desk_resumed = Ich antworte wieder. Um mit einem Menschen zu sprechen, senden Sie /human.
desk_none_open = Es ist kein Gespräch mit einem Menschen offen. Mit /human beginnen Sie eines.
desk_closed = Das Gespräch wurde geschlossen. Ich antworte wieder. Ist Ihre Frage geklärt?
desk_yes = Ja
desk_still_open = Nein, noch offen
desk_solved = Gut. Danke, dass Sie es sagen.
desk_reopened = Es ist wieder offen. Was Sie hier schreiben, geht an einen Menschen, und ich bin still.
desk_cannot_reopen = Dieses Gespräch kann nicht weitergehen. Mit /human beginnen Sie ein neues.
desk_silent = Hier hat lange niemand geschrieben, deshalb antworte ich wieder.
desk_go_on = Weiter mit dem Menschen
desk_blocked = Die Menschen hier nehmen von Ihnen keine Nachrichten mehr an. Fragen beantworte ich weiterhin.
desk_undelivered = Ich konnte das, was Sie geschrieben haben, niemandem bringen. Bitte versuchen Sie es später noch einmal, oder wenden Sie sich an jemand anderen.
desk_label = 👤 Ein Mensch vom Team:
desk_label_named = 👤 { $name }:
desk_in_private = Ein Mensch kann Ihnen nur privat antworten. Tippen Sie hier, um einen Chat mit mir zu öffnen.
desk_deleted = Es ist auch auf der anderen Seite gelöscht.
desk_not_deleted = Ich konnte es auf der anderen Seite nicht löschen. Telegram lässt mich das nur 48 Stunden lang.
desk_edit_too_long = Ihre Änderung ist zu lang, deshalb sieht die Person noch die Worte von vorher. Kürzen Sie sie, oder senden Sie eine neue Nachricht.
desk_delete_how = Antworten Sie auf Ihre eigene Nachricht mit /delete. Dann lösche ich sie auch auf der anderen Seite.
desk_help = Um mit einem Menschen zu sprechen, senden Sie /human. Mit /withdraw nehmen Sie zurück, was Sie weitergegeben haben.
desk_urgent_too = Ihre Nachricht ging auch an den Menschen. Warten Sie nicht auf ihn.
desk_from = 💬 #{ $number }
desk_from_changed = 💬 #{ $number } (geändert)
desk_from_urgent = 🚨 #{ $number } Das kann ein Notfall sein. Ich habe gezeigt, wo es Hilfe gibt.
desk_card_new = Neues Gespräch
desk_card_asks = Die Frage:
desk_card_cut = Die ganze Nachricht folgt.
desk_card_no_question = Es wurde nach einem Menschen gefragt, noch ohne zu sagen, worum es geht.
desk_card_shown = Ich habe gezeigt: „{ $title }“
desk_card_offered = Ich war nicht sicher und habe gefragt, ob eines davon gemeint ist: { $titles }
desk_card_gap = Ich habe gesagt, dass der Text nicht sagt: { $label }.
desk_card_unknown = Ich habe nichts Passendes gefunden.
desk_card_urgent = Das kann ein Notfall sein. Ich habe gezeigt, wo es Hilfe gibt.
desk_card_language = Sprache: { $language }
desk_card_earlier = { $count ->
    [0] Es gab noch kein Gespräch.
    [one] Es gab schon 1 Gespräch.
   *[other] Es gab schon { $count } Gespräche.
}
desk_card_topic = Schreiben Sie hier, um zu antworten. Was mit // beginnt, bleibt hier. /close beendet das Gespräch.
desk_card_reply = Antworten Sie auf diese Nachricht. Was mit // beginnt, bleibt hier. Antworten Sie mit /close, um das Gespräch zu beenden.
desk_card_renewed = Den alten Ort dieses Gesprächs gibt es nicht mehr. Es geht hier weiter.
desk_no_right = Ich darf hier keine Themen anlegen, deshalb ist jedes Gespräch eine Kette von Antworten. Machen Sie mich zum Admin mit dem Recht „Themen verwalten“. Dann bekommt jedes neue Gespräch ein eigenes Thema.
desk_staff_closed = Dieses Gespräch ist geschlossen, deshalb wurde nichts gesendet. Mit /reopen geht es weiter.
desk_staff_over = Dieses Gespräch ist endgültig vorbei, deshalb wurde nichts gesendet.
desk_staff_blocked = Nicht zugestellt: Die Person hat mich blockiert. Ich erreiche sie erst wieder, wenn sie das aufhebt. Mit /close schließen Sie das Gespräch.
desk_staff_gone = Nicht zugestellt: Das Konto gibt es nicht mehr. Mit /close schließen Sie das Gespräch.
desk_staff_refused = Nicht zugestellt. Telegram sagt: „{ $reason }“. Bitte versuchen Sie es auf andere Weise.
desk_staff_resumed = Die Person hat das Gespräch beendet. Ich antworte ihr wieder.
desk_staff_withdrew = Die Person hat Gespräch #{ $number } zurückgenommen. Ich habe gelöscht, was Telegram mich löschen lässt.
desk_staff_silent = Hier hat lange niemand geschrieben, deshalb habe ich das Gespräch geschlossen. Mit /reopen geht es weiter.
desk_staff_still_open = Die Person sagt, dass es nicht geklärt ist. Das Gespräch ist wieder offen.
desk_staff_reopened = Das Gespräch ist wieder offen. Was Sie hier schreiben, geht an die Person.
desk_staff_solved = Die Person sagt, dass es geklärt ist.
desk_staff_closed_now = Geschlossen. Ich habe die Person gefragt, ob es geklärt ist.
desk_staff_closed_already = Dieses Gespräch ist schon geschlossen.
desk_staff_open_already = Dieses Gespräch ist schon offen.
desk_staff_has_other = Die Person hat ein neueres Gespräch: #{ $number }. Machen Sie dort weiter.

# Die Beratung: wann eine Antwort kommt
desk_weekday = { $weekday ->
    [0] Montag
    [1] Dienstag
    [2] Mittwoch
    [3] Donnerstag
    [4] Freitag
    [5] Samstag
   *[6] Sonntag
}
desk_expect_any = Sie bekommen eine Antwort, sobald jemand da ist.
desk_expect_now = Gerade ist jemand da. Die Zeiten sind { $hours } (Uhrzeit in { $city }).
desk_expect_later = Gerade ist niemand da. Eine Antwort können Sie { $opens } erwarten (Uhrzeit in { $city }).
desk_today = heute ab { $time } Uhr
desk_tomorrow = morgen ab { $time } Uhr
desk_on_weekday = am { $weekday } ab { $time } Uhr
desk_on_date = am { $weekday }, { $date }, ab { $time } Uhr

# Die Beratung: was ihre Leute tun und sehen
desk_faq_command = eine Textstelle finden und senden
desk_assign_command = dies übernehmen oder jemandem geben
desk_unassign_command = es wieder allen geben
desk_note_command = eine Notiz, die hier bleibt
desk_close_command = dieses Gespräch beenden
desk_reopen_command = es wieder öffnen
desk_delete_command = die Nachricht zurücknehmen, auf die Sie antworten
desk_block_command = keine Gespräche mehr mit dieser Person
desk_unblock_command = diese Person wieder schreiben lassen
desk_tickets_command = was offen ist, wer am längsten wartet zuerst
desk_help_command = was Sie hier tun können
desk_staff_help = Was Sie in einem Gespräch schreiben, geht an die Person. Was mit // beginnt, bleibt hier. Die Person sieht keine Namen.
desk_staff_help_where = Das geht im Thema eines Gesprächs oder als Antwort auf eine seiner Nachrichten. /tickets, /stats, /missed und /help gehen hier überall.
desk_unknown_command = Diesen Befehl kenne ich nicht, darum habe ich der Person nichts gesendet. /help zeigt, was Sie hier tun können.
desk_not_here = Welches Gespräch meinen Sie? Senden Sie das in seinem Thema oder als Antwort auf eine seiner Nachrichten. /tickets zeigt die offenen.
desk_members_toast = Das können nur Mitglieder dieser Gruppe.
desk_faq_how = Schreiben Sie dahinter, was Sie suchen: /faq Nebenwirkungen
desk_faq_none = Dazu habe ich keine Textstelle gefunden. Versuchen Sie andere Wörter.
desk_faq_pick = Am nächsten an „{ $words }“ sind diese. Tippen Sie auf eine, um sie erst zu sehen.
desk_faq_preview = Das wird die Person bekommen:
desk_faq_gone = Diese Textstelle gibt es nicht mehr. Nutzen Sie /faq noch einmal.
desk_faq_send = Senden
desk_faq_back = Zurück
desk_faq_sent = ✓ An die Person gesendet: { $question }
desk_faq_sent_toast = Das wurde schon gesendet.
desk_closed_toast = Dieses Gespräch ist beendet. /reopen öffnet es wieder.
desk_assigned = #{ $ticket } hat jetzt { $name }.
desk_unassigned = #{ $ticket } ist jetzt wieder für alle.
desk_assign_who = Wen meinen Sie? Mit /assign allein übernehmen Sie es. Um es jemandem zu geben, senden Sie /assign als Antwort auf eine Nachricht der Person oder wählen Sie dahinter ihren Namen.
desk_assign_no_member = { $name } ist nicht in dieser Gruppe, darum geht das nicht.
desk_somebody = Ein Admin
desk_noted = Notiert. Es bleibt hier.
desk_note_how = Schreiben Sie die Notiz dahinter: /note am Montag noch einmal fragen
desk_staff_block = Die Person von #{ $ticket } kann nicht mehr an die Beratung schreiben und erfährt das einmal. Aus dem Text antworte ich ihr weiter. /unblock nimmt es zurück.
desk_staff_block_already = Die Person von #{ $ticket } ist schon gesperrt. /unblock nimmt es zurück.
desk_staff_unblock = Die Person von #{ $ticket } kann wieder an die Beratung schreiben.
desk_staff_unblock_not = Die Person von #{ $ticket } ist nicht gesperrt.
desk_tickets = Noch offen: { $count }. Wer am längsten wartet, steht vorn. Tippen Sie auf eines, um hinzugehen.
desk_tickets_none = Nichts ist offen. Gut gemacht!
desk_waits = #{ $ticket } wartet seit { $time }
desk_answered = #{ $ticket } beantwortet, vor { $time }
desk_minutes = { $minutes } min
desk_hours = { $hours } h
desk_days = { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
}
desk_reminder = ⏰ #{ $ticket } wartet auf eine Antwort, inzwischen { $time }.
desk_handed_back = { $count ->
    [one] ☀️ Während niemand hier war, hat 1 Person geschrieben und wartet:
   *[other] ☀️ Während niemand hier war, haben { $count } Personen geschrieben und warten:
}
desk_id = Die Id dieser Gruppe ist { $id }. Damit Menschen Ihnen hier schreiben können, starten Sie mich mit --staff-chat { $id }.
desk_id_is = Das ist die Beratung: Was Menschen weitergeben, kommt hierher.
desk_rate = Hat Ihnen das Gespräch mit einem Menschen geholfen?
desk_rated = Danke. Ich zähle es und merke mir weder, wer es sagt, noch warum.
desk_forgotten = Auch das Gespräch mit den Menschen hier ist beendet. Was ich dort löschen konnte, ist gelöscht. Was sie selbst geschrieben oder gespeichert haben, kann ich nicht löschen.
privacy_desk = Wenn Sie hier mit einem Menschen sprechen, merke ich mir, was ich ihnen zuerst gezeigt habe, mit Ihrer Frage, und welche Nachrichten zusammengehören, bis { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} nach dem Ende. Was Sie weitergeben, steht in der Gruppe dieser Menschen. Was sie tun, wird { $log_days ->
    [one] 1 Tag
   *[other] { $log_days } Tage
} lang vermerkt, ohne Ihre Worte. Wenn sie Sie sperren, behalte ich einen Code von Ihnen, bis sie es zurücknehmen, auch nach /forget.
privacy_stats = Ich zähle nach Tagen, wie viele Fragen kommen und welche Textstellen sie beantworten. Diese Zahlen sagen nichts darüber, wer gefragt hat. Ich lösche sie nach { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
}.

# Statistik
stats_title = Die letzten { $days } Tage
stats_weeks = Die letzten { $weeks } Wochen
stats_questions = Fragen: { $count }
stats_answered = beantwortet
stats_offered = nachgefragt
stats_gap = steht nicht im Text
stats_unknown = nicht verstanden
stats_courtesy = Gruß und Dank
stats_urgent = Warnzeichen
stats_foreign = andere Sprachen
stats_helped = Hat geholfen: { $helped }, nicht: { $not_helped }
stats_helped_share = Das sind { $share } % geholfen.
stats_handed_over = An einen Menschen weitergegeben: { $count }
stats_answer_within = Die Hälfte davon wurde innerhalb von { $time } beantwortet.
stats_minutes = { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
}
stats_hours = { $hours ->
    [one] einer Stunde
   *[other] { $hours } Stunden
}
stats_days = { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
}
stats_longer = mehr als einem Tag
stats_most_asked = Am meisten gefragt
stats_most_missed = Am meisten verfehlt, nach dem, was nahe lag
stats_near_nothing = nichts im Text lag nahe
stats_fewer = weniger als { $count }
stats_withheld = nicht gezeigt
stats_few = Zahlen unter { $count } werden nicht gezeigt. Einzelne andere fehlen, damit sie niemand ausrechnen kann.
stats_nothing = In dieser Zeit hat mich niemand etwas gefragt.
stats_zone = Die Tage sind die von { $zone }.
stats_show_days = { $days } Tage
stats_show_weeks = { $weeks } Wochen
# Was offen blieb, und ergänzte Formulierungen
privacy_missed = Habe ich keine gute Antwort, merke ich mir die Wörter der Frage als Codes, { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
} lang, damit der Text besser wird. Lesbar ist ein Wort erst, wenn { $people } Personen es benutzt haben.
missed_title = Was ich nicht beantworten konnte
missed_none = Bisher ist nichts offen geblieben. Habe ich keine gute Antwort, zähle ich es hier.
missed_off = Ich merke mir nicht, was offen bleibt. Starten Sie mich mit --keep missed=90, um das zu ändern.
missed_all_done = Sie haben alles durchgesehen. Gut gemacht!
missed_help = Tippen Sie auf eine Gruppe, um sie zu sehen. Was die meisten gefragt haben, steht oben.
missed_help_done = Das haben Sie schon erledigt. Tippen Sie auf eine Gruppe, um das zurückzunehmen.
missed_nothing_done = Sie haben noch nichts erledigt.
missed_line = { $people } × { $words }
missed_unread = (Wörter nicht gezeigt)
missed_count = { $misses } Mal gefragt, von { $people ->
    [one] 1 Person
   *[other] { $people } Personen
}.
missed_words = Wörter: { $words }
missed_hidden = Ein Wort zeige ich, sobald { $people } Personen es benutzt haben. So weit ist hier noch keines.
missed_asked = So wurde gefragt:
missed_near = Am nächsten im Text:
missed_near_nothing = Nichts im Text liegt nahe.
missed_unknown = keine Antwort: { $count }
missed_none_of_these = keine davon: { $count }
missed_not_mine = nicht meine Frage: { $count }
missed_chose = aus einer Liste gewählt: { $count }
missed_handed_over = weitergegeben: { $count }
missed_staff_chose = von Ihnen beantwortet: { $count }
missed_add = + { $question }
missed_gap = Das ist eine Lücke
missed_new_entry = Es braucht einen neuen Eintrag
missed_ignore = Ignorieren
missed_other = Einen anderen Eintrag suchen
missed_other_how = Senden Sie mir das mit ein paar Wörtern des Eintrags: { $command }
missed_other_none = Zu diesen Wörtern habe ich keinen Eintrag gefunden.
missed_take_back = Zurücknehmen
missed_to_list = ← Alle Gruppen
missed_to_done = Erledigtes
missed_to_phrasings = Ergänzte Formulierungen
missed_is_phrasing = Daraus wurde eine Formulierung.
missed_is_gap = Sie nannten es eine Lücke. Tragen Sie sie in gaps.toml ein.
missed_is_new_entry = Sie sagten, es braucht einen neuen Eintrag.
missed_is_ignored = Sie ignorieren es.
missed_gone = Diese Gruppe gibt es nicht mehr. Ihre Fragen sind zu alt oder stehen jetzt in anderen Gruppen.
missed_no_words = Ich habe keine Wörter dafür. Schreiben Sie eigene: { $command }
phrasing_title = Diese Formulierung ergänzen?
phrasing_pair = „{ $text }“ → { $question }
phrasing_no_effect = Ich habe es mit { $cases } Fragen probiert. Keine andere Antwort ändert sich.
phrasing_effect = Ich habe es mit { $cases } Fragen probiert. { $changes } davon ändern sich:
phrasing_better = ↑ { $text }
phrasing_worse = ↓ { $text }
phrasing_more = und { $changes } weitere
phrasing_today = Heute antworte ich darauf mit „{ $question }“.
phrasing_unsure = Auch damit wäre ich nicht sicher genug, um sofort zu antworten.
phrasing_breaks = Das kann ich nicht ergänzen. Damit bekämen diese nicht mehr das Richtige:
phrasing_broken = „{ $text }“ gehört zu { $right } und bekäme { $given }
phrasing_nothing = nichts
phrasing_empty = Es müssen Wörter darin stehen, die sagen, was gemeint ist.
phrasing_long = Das ist zu lang. Eine Formulierung hat höchstens { $chars } Zeichen.
phrasing_there = Der Eintrag hat diese Formulierung schon.
phrasing_elsewhere = { $other } hat diese Formulierung. Sie kann nur an einen Ort führen.
phrasing_urgent = Diese Worte können ein Notfall sein ({ $flag }), und der geht immer vor.
phrasing_no_entry = Es gibt keinen Eintrag „{ $entry }“. Den Namen eines Eintrags finden Sie am Ende seines Links zum Teilen.
phrasing_no_cases = Ich kann die Fragen nicht lesen, mit denen ich es probiere: { $error }
phrasing_yes = Ergänzen
phrasing_no = Lassen
phrasing_added = Erledigt. Ab jetzt richte ich mich danach. „verbatim export“ schreibt es in die Dateien der FAQ.
phrasing_left = Gut, ich lasse alles, wie es ist.
phrasings_title = Ergänzte Formulierungen
phrasings_none = Es wurde keine Formulierung ergänzt. Senden Sie { $command }, um eine zu ergänzen, oder nutzen Sie /missed.
phrasings_help = Tippen Sie auf eine, um sie zurückzunehmen. Eine neue ergänzen Sie mit { $command }.
phrasings_usage = /phrasings EINTRAG Ihre Worte
phrasing_aside = Beiseitegelegt: Der Eintrag fehlt, oder die Dateien geben sie einem anderen.
phrasing_in_use = Ich richte mich danach.
phrasing_undone = Sie wurde zurückgenommen. Ich richte mich nicht danach.
phrasing_take_back = Zurücknehmen
phrasing_use_again = Wieder verwenden
phrasing_gone = Diese Formulierung gibt es hier nicht mehr. Sie steht nun in den Dateien oder ist zu alt.
