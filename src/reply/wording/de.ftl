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
unknown_command = Diesen Befehl kenne ich nicht. Schreiben Sie einfach Ihre Frage, oder nutzen Sie /help.
went_wrong = Bei mir ist etwas schiefgegangen, und ich konnte diese Nachricht nicht beantworten. Bitte fragen Sie noch einmal mit anderen Worten.
emergency_note = Wenn jetzt jemand in Gefahr ist, rufen Sie sofort an: { $emergency }.
help_line = { emergency_note } In einer Krise hilft: { $crisis }.
understands = Ich verstehe nur Fragen { $in_language }.

# Where the words come from
source_line = Quelle: „{ $title }“ ({ $review }). { $origin }
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
notice_dead_posts = { $posts ->
    [one] 1 davon ist ein Beitrag.
   *[other] { $posts } davon sind Beiträge.
}
notice_dead_help = „verbatim dead list“ zeigt, warum. Ist das behoben, werden sie mit „verbatim dead retry --all“ noch einmal versucht.
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
