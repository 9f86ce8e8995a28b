# The bot's own words in English. Short words and short sentences: a test measures the reading age.
# Passages, questions, topics, the disclaimer and all else that the corpus holds are not here.

# Commands in Telegram's menu, at most 256 characters
start_command = What this bot does, and a question to try
topics_command = Browse all questions by topic
help_command = How to ask
about_command = Where the answers come from
privacy_command = What is kept about you
ask_command = Ask a question: /ask, then your question
settings_command = Settings
forget_command = Forget what is kept about you
post_command = Posts for your group or channel

# Buttons
helped = This helped
not_my_question = Not my question
# Above an answer to a question that was read with what the answer before it was about, and the button to take that back
about_subject = About { $subject }:
not_about = Not about { $subject }
none_of_these = None of these
all_topics = All topics
share = Share
ask_more = Ask more
# Above a list of results
ask_in_chat = Ask in a chat with the bot

# Shown for a moment after a tap, at most 200 characters
helped_toast = Thank you.
not_helped_toast = Thank you for saying so.
old_button_toast = This button is from an older version. Please ask again.

# What the bot is and how to ask it
what_i_do = I look for the passage of the text that answers your question and show it to you word for word. I never make up an answer. If the text does not say, I tell you so and say whom to ask.
how_to_ask = Write your question in your own words. Spelling does not matter.
how_to_ask_with_example = { how_to_ask } For example: { $question }
help_text = { how_to_ask } { what_i_do }
try_questions = Questions to try:
ask_how = Write your question behind the command, such as:
# To who named the bot and asked nothing, in a chat that it is not in
guest_how = Write your question behind my name, such as:
# "Not medical advice" is fixed wording.
short_description = { $title }. Answers word for word from a chosen text. Not medical advice.
short_description_general = { $title }. Answers word for word from a chosen text.

# Which language the corpus is in, for a reader of another one
in_language = { $code ->
    [en] in English
    [es] in Spanish
    [de] in German
    [zh] in Chinese
   *[other] in the language of the source
}
passage_language = This passage is { $in_language }.
message_language = Parts of this message are { $in_language }.
ask_language = { message_language } Please write your questions { $in_language }.
quiz_language = This quiz is { $in_language }.

# Asking back, and finding nothing
choose = I am not sure which question you mean. Is it one of these?
gap = The text does not say { $label }.
nearest = These questions come close, and the text answers them:
no_answer = I have no answer to that.

# In place of a message that does not fit into one
too_long = This is too long for one message here. Tap the button below to read it.

# Browsing
pick_topic = Pick a topic:
pick_question = Pick a question:
page = Page { $number } / { $last }
page_before = ‹ Page { $page }
page_after = Page { $page } ›
choice_gone = That question is no longer part of this FAQ. Here are the topics there are now.
# Above a quiz about a topic, such as "Quiz: Surgery"
quiz = Quiz: { $topic }

# What cannot be read or answered
text_only = I can read text only. Please do not send pictures, voice messages or medical records. Write your question in a short message instead.
text_only_general = I can read text only. Please write your question in a short message instead of a picture or a voice message.
unknown_command = I do not know that command. Just write your question, or use /help.
went_wrong = Something went wrong on my side, and I could not answer that message. Please ask again in other words.
emergency_note = If somebody is in danger now, call { $emergency }.
help_line = { emergency_note } In a crisis, turn to { $crisis }.
understands = I only understand questions { $in_language }.

# Where the words come from. "Clinically" is fixed wording: it says which review is meant.
source_line = Source: “{ $title }” ({ $review }). { $origin }
source_line_alone = Source: “{ $title }”. { $origin }
reviewed = reviewed by { $by } on { $on }
not_reviewed = not clinically reviewed
licence = Licence: { $licence }
retrieved = Retrieved on { $date }.
review_due = Next review due on { $date }.
program = { $questions ->
    [one] 1 question
   *[other] { $questions } questions
} in { $topics ->
    [one] 1 topic
   *[other] { $topics } topics
}. verbatim { $version }.
program_run_by = { program } Run by { $person }.

# What is kept
privacy_questions = I keep each question that you ask me for { $days ->
    [one] 1 day
   *[other] { $days } days
}, word for word. The people who run this bot can read it. It stands under a code that does not name you. If it may be an emergency, I do not keep it.
privacy_words = Your words are stored only until they are answered. Then they are deleted.
privacy_other_words = All else that you write is stored only until it is answered. Then it is deleted.
privacy_dead = If I fail to read or answer a message, I keep it for { $days ->
    [one] 1 day
   *[other] { $days } days
}, so that it can be tried again.
privacy_sealed = What is stored of your words is locked with a key. No one can read it without the key.
privacy_handled = I keep the number of each message for { $days ->
    [one] 1 day
   *[other] { $days } days
}, but not its words. So I answer no message twice.
privacy_feedback = I count how often a passage helped or did not. The count does not say who tapped. So that a tap counts once, I keep a code for { $days ->
    [one] 1 day
   *[other] { $days } days
}. It is made from your Telegram user number and the number of the message. It does not name you.
privacy_chosen = I count how often a passage is picked to be sent to another chat. The count does not say who sent it or where.
privacy_counts = I delete such a count when it has not changed for { $days ->
    [one] 1 day
   *[other] { $days } days
}.
privacy_settings = I keep the language you set and which groups or channels you manage with me, under a code that does not name you. I forget each of them { $days ->
    [one] 1 day
   *[other] { $days } days
} after I last noted it.
privacy_posts = If you set up daily posts, I keep your Telegram number and language with them, so that I can tell you when one fails. /forget deletes them.
privacy_held = If you ask about yourself in a group, I may hold your question for 10 minutes. So you can take it along into our private chat. When it is answered, I delete it.
privacy_follow_up = So that you can ask on, I remember what my last answer was about, as a code, for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
privacy_codes = To follow your edits, to slow down floods, and to do nothing twice, I keep codes that do not name you. The last of them runs out after { $days ->
    [one] 1 day
   *[other] { $days } days
}.
privacy_forget = With /forget I delete your language, your groups, your votes, and what I keep of your messages and questions. I cannot find all of the codes again. The rest of them run out by themselves.
privacy_groups = Of groups and channels I keep the name and what their admins set. When I have left one, I forget it after { $days ->
    [one] 1 day
   *[other] { $days } days
}.
privacy_telegram = Telegram itself stores the messages of this chat. To remove them, delete the chat in Telegram.

# In groups
joined = Hello. I answer questions about this text: { $title }.
joined_how = To ask me, reply to one of my messages, write @{ $username } with your question, or use /ask. Like this:
hears_all = I can see all messages here. I answer only those that are meant for me. /privacy says what I keep.
hears_some = I can see only messages that are meant for me: commands, my name, and replies to me. I cannot see the rest.
joined_settings = Group admins can change how I behave with /settings.
joined_channel = I am now an admin of “{ $title }”. Use /post here to choose what I post there.
in_private = This is about you, so let us talk in private.
in_private_held = This is about you, so let us talk in private. Tap the button within 10 minutes, and your question comes along.
in_private_button = Ask me in private
held_over = I do not hold that question any more. Please write it again here.
held_by_another = That was somebody else's question, so I do not show it. You can ask me your own here.
held_answered = I have answered that question already. You can ask me another one here.
answered_above = I gave this answer here a short while ago.
answered_above_button = Show the answer
admins_ask = In this group only admins can ask me. You can ask me in private.
topic_off = The admins of this group do not want this topic here. You can ask me in private.
too_many = That was a lot at once. Please wait a minute, then ask again.

# What group admins can set
settings_title = Settings of this group
settings_help = Tap a line to change it. Only group admins can.
settings_mode = I answer: { $mode }
settings_mode_help = When should I answer in this group? If nobody asked me, I answer only when I am sure.
settings_asked = when asked
settings_auto = also unasked, if sure
settings_off = never
settings_quiet = Quiet hours: { $hours }
settings_quiet_help = In quiet hours I answer only who asks me, without a sound. When do they begin?
settings_quiet_until = Quiet from { $from }. When do the quiet hours end?
settings_hours = { $from } to { $until }
settings_none = none
settings_zone = Time zone: { $zone }
settings_zone_help = Which time zone is this group in? You can also type it: /settings Europe/Paris
settings_zone_unknown = I do not know that time zone. Write it like this: /settings Europe/Paris
settings_repeat = No repeats for: { $time }
settings_repeat_help = How long should I point to an answer I gave here, and not give it again?
settings_privacy = Who sees my answers, and how long
settings_privacy_help = Who sees my answers here, and when do I delete them? If you make me an admin, I can show an answer to the asker alone. If I cannot, I answer as I do now.
settings_oneself = About oneself: { $mode }
settings_oneself_help = Some people ask about themselves. Where should I answer them? If it may be an emergency, I answer here at once.
settings_oneself_private = in private
settings_oneself_alone = only the asker sees it
settings_oneself_group = like any other
settings_alone_on = Who sees answers: the asker alone
settings_alone_off = Who sees answers: everyone
settings_delete = I delete my answers: { $time }
settings_delete_help = When should I delete my answers here? My posts stay, and so does what I say in an emergency.
settings_delete_never = never
settings_delete_after = after { $time }
settings_minutes = { $minutes } minutes
settings_hours_long = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
settings_short = Disclaimer: short
settings_long = Disclaimer: long
settings_topics = Topics: { $on } of { $all }
settings_topics_help = Which topics may I answer here? Tap a topic to switch it on or off.
settings_here_on = In this thread: I answer
settings_here_off = In this thread: I am silent
settings_admins = Who can ask: admins
settings_everybody = Who can ask: everyone
settings_done = Done
settings_saved = The settings are saved.
settings_for_admins = Only the admins of this group can change my settings.
for_admins_toast = Only the admins of this group can do that.

# What a person can set for themselves
personal_title = Your settings
personal_help = Which language should I use for my own words? The text itself stays as it is.
personal_automatic = Same as Telegram
forget_button = Forget me
forget_question = Should I forget all I keep about you? That is your language, your votes, the groups you set up, and what I keep of your messages and questions. I cannot undo it.
forget_yes = Yes, forget me
forgotten = Done. I have deleted your language, your votes, the groups you set up, and what I kept of your messages and questions. What you ask from now on is kept as /privacy says.

# Posts for groups and channels
did_you_know = Did you know?
ask_me = Ask me about this
post_title = Your groups and channels
post_pick = Where do you want me to post?
post_nowhere = I know no group or channel that you manage. Make me an admin of your channel, or send /settings in your group. Then come back and use /post.
post_help = I can post a passage or a quiz here each day. All of them come once before one comes again.
post_paused = The daily posts are paused.
post_passage = A passage each day: { $time }
post_quiz = A quiz each day: { $time }
post_passage_on = A passage on { $weekdays }: { $time }
post_quiz_on = A quiz on { $weekdays }: { $time }
post_off = off
post_pause = Pause
post_resume = Go on
post_preview_passage = Show the next passage
post_preview_quiz = Show the next quiz
post_last = Last: { $at }, posted
post_failed_at = Last: { $at }, failed. { $why }
post_next = Next: { $at }
post_times = Tap a time to take it away. Tap a day to turn it on or off.
post_times_full = That is four times a day, which is the most. Tap a time to take it away. Tap a day to turn it on or off.
post_add = Add a time
monday = Mon
tuesday = Tue
wednesday = Wed
thursday = Thu
friday = Fri
saturday = Sat
sunday = Sun
post_topic = Topic: { $topic }
post_general = General
post_topic_number = number { $number }
post_topic_help = To have the posts in another topic, send /post there and use the link that I give you.
post_hour = At what hour?
post_minute = At what time?
post_never = No post
post_zone_help = Which time zone are these times in?
post_confirm = This is how it will look. Should I post it now?
post_now = Post in { $title }
post_done = I am posting it in { $title } now.
post_posted = It is posted in { $title }.
post_failed = I could not post it in { $title }.
post_failed_passage = The daily passage for “{ $title }” did not go out.
post_failed_quiz = The daily quiz for “{ $title }” did not go out.
post_paused_itself = It has failed three times in a row, so it is paused now.
post_why_polls = I may not send polls there. Let the members send polls, or give me the right to post as an admin.
post_why_rights = I may not write there. Ask an admin to let me, then send /post.
post_why_gone = I am not in that chat any more. Add me again, then send /post.
post_why_topic = The topic is closed, or it is gone. Pick another one.
post_why_late = It would have come more than an hour late, so I left it out.
post_why_unknown = I do not know if it got there. Look there before you post it again.
post_why_settings = I cannot read what was set there. Send /settings there to set it again.
post_why_other = Telegram says: { $reason }
post_nothing = There is nothing of this kind to post.
post_gone = I cannot post there, or you are no admin there any more.
post_unknown = I know no passage named “{ $name }”. You find the name of a passage at the end of its share link.
post_in_private = Let us do that in private. Send me /post there.

# For those who run the bot
notice_faq = Please mend the files. As soon as you save them, I read them again.
notice_webhook = Telegram could not bring me what people wrote. It says: “{ $error }”. Is the proxy up, and is its certificate still good? Telegram tries again for 24 hours, so nothing is lost yet.
notice_dead = { $letters ->
    [one] I had to give up 1 message or answer.
   *[other] I had to give up { $letters } messages and answers.
}
notice_dead_help = “verbatim dead list” shows why. Once that is mended, have them tried again with “verbatim dead retry --all”.
notice_failed_posts = { $posts ->
    [one] 1 daily post failed.
   *[other] { $posts } daily posts failed.
} Whoever arranged it was told why, and “/post” shows it too.
reload_changed = Done. The new FAQ is in use. It has { $questions ->
    [one] 1 question
   *[other] { $questions } questions
}.
reload_unchanged = Nothing has changed in the FAQ.
reload_refused = I found errors in the new FAQ, so I keep the old one:
reload_more = { $findings ->
    [one] and 1 more. The log lists them all.
   *[other] and { $findings } more. The log lists them all.
}
reload_built_in = I use the FAQ that came with me, so there is none to load. Start me with --faq DIR to use your own.

# The support desk: what people read, then what staff read
human_command = Talk to a person
withdraw_command = Take back what you passed on
resume_command = Have me answer again
desk_button = Talk to a person
desk_what_next = A person can read this and write back to you here.
desk_not_urgent = This is not for emergencies.
desk_question = Your question: “{ $question }”
desk_staff_see = They see your question, what I said to it, your language, and how often you have talked with them. They do not see your name or your number.
desk_staff_see_none = They see your language, what you write from then on, and how often you have talked with them. They do not see your name or your number.
desk_consent = Shall I pass it on?
desk_consent_none = Shall I call a person?
desk_pass_on = Pass it on
desk_no = No
desk_declined = All right. I pass nothing on.
desk_open = A person has this now. What you write here goes to them, and I am quiet. Send /resume to have me answer again.
desk_write = Now write what you want to ask.
desk_take_back = Take it back
desk_open_already = A person has this already. Just write here.
desk_withdrawn = You took it back. I deleted there what Telegram lets me. What they wrote stays with them. I answer again.
desk_resumed = I answer again. To talk to a person, send /human.
desk_none_open = No talk with a person is open. Send /human to start one.
desk_closed = They closed this talk. I answer again. Is your question solved?
desk_yes = Yes
desk_still_open = No, still open
desk_solved = Good. Thank you for saying so.
desk_reopened = It is open again. What you write here goes to a person, and I am quiet.
desk_cannot_reopen = That talk cannot go on. Send /human to start a new one.
desk_silent = Nobody wrote here for a long time, so I answer again.
desk_go_on = Go on with the person
desk_blocked = The people here take no more messages from you. I still answer questions.
desk_undelivered = I could not bring what you wrote to a person. Please try again later, or turn to somebody else.
desk_label = 👤 A person from the desk:
desk_label_named = 👤 { $name }:
desk_in_private = A person can write back to you in private only. Tap here to open a chat with me.
desk_deleted = It is deleted on the other side too.
desk_not_deleted = I could not delete it on the other side. Telegram lets me do that for 48 hours only.
desk_edit_too_long = Your change is too long, so the person still sees the words from before. Make it shorter, or send it as a new message.
desk_delete_how = Reply to your own message with /delete. Then I delete it on the other side too.
desk_help = To talk to a person, send /human. Send /withdraw to take back what you passed on.
desk_urgent_too = Your message went to the person too. Do not wait for them.
desk_from = 💬 #{ $number }
desk_from_changed = 💬 #{ $number } (changed)
desk_from_urgent = 🚨 #{ $number } This may be an emergency. I showed them where to find help.
desk_card_new = New talk
desk_card_asks = They ask:
desk_card_cut = The whole message follows.
desk_card_no_question = They asked for a person, and have not said yet what it is about.
desk_card_shown = I showed them: “{ $title }”
desk_card_offered = I was not sure, and asked if they meant one of these: { $titles }
desk_card_gap = I said that the text does not say { $label }.
desk_card_unknown = I found nothing that fits.
desk_card_urgent = This may be an emergency. I showed them where to find help.
desk_card_language = Language: { $language }
desk_card_earlier = { $count ->
    [0] They have not talked with you before.
    [one] They have talked with you once before.
   *[other] They have talked with you { $count } times before.
}
desk_card_topic = Write here to answer. What begins with // stays here. /close ends the talk.
desk_card_reply = Reply to this message to answer. What begins with // stays here. Reply with /close to end the talk.
desk_card_renewed = The old place of this talk is gone. It goes on here.
desk_no_right = I may not make topics here, so each talk is a chain of replies. Make me an admin with the right “Manage topics”. Then each new talk gets a topic of its own.
desk_staff_closed = This talk is closed, so nothing was sent. Send /reopen to go on.
desk_staff_over = This talk is over for good, so nothing was sent.
desk_staff_blocked = Not delivered: the person has blocked me. I can reach them again once they unblock me. You can close this talk with /close.
desk_staff_gone = Not delivered: the account is gone. You can close this talk with /close.
desk_staff_refused = Not delivered. Telegram says: “{ $reason }”. Please try to say it in another way.
desk_staff_resumed = The person ended this talk. I answer them again.
desk_staff_withdrew = The person took talk #{ $number } back. I deleted what Telegram lets me.
desk_staff_silent = Nobody wrote here for a long time, so I closed this talk. Send /reopen to go on.
desk_staff_still_open = The person says that it is not solved. The talk is open again.
desk_staff_reopened = The talk is open again. What you write here goes to the person.
desk_staff_solved = The person says that it is solved.
desk_staff_closed_now = Closed. I asked the person if it is solved.
desk_staff_closed_already = This talk is closed already.
desk_staff_open_already = This talk is open already.
desk_staff_has_other = The person has a newer talk: #{ $number }. Go on there.

# The desk: when to expect an answer
desk_weekday = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
}
desk_expect_any = You get an answer as soon as somebody is there.
desk_expect_now = Somebody is there now. The hours are { $hours } ({ $city } time).
desk_expect_later = Nobody is there now. You can expect an answer { $opens } ({ $city } time).
desk_today = from { $time } today
desk_tomorrow = from { $time } tomorrow
desk_on_weekday = on { $weekday } from { $time }
desk_on_date = on { $weekday }, { $date }, from { $time }

# The desk: what staff do and see
desk_faq_command = find a passage and send it
desk_assign_command = take this over, or give it to somebody
desk_unassign_command = give it back to everyone
desk_note_command = a note that stays here
desk_close_command = end this talk
desk_reopen_command = open it again
desk_delete_command = take back the message you reply to
desk_block_command = no more talks with this person
desk_unblock_command = let this person write again
desk_tickets_command = what is open, longest wait first
desk_help_command = what you can do here
desk_staff_help = What you write in a talk goes to the person. What begins with // stays here. The person sees no names.
desk_staff_help_where = Use these in the topic of a talk, or in reply to one of its messages. /tickets, /stats, /missed and /help work everywhere here.
desk_unknown_command = I do not know that command, so I did not send it to the person. /help shows what you can do here.
desk_not_here = Which talk do you mean? Send this in its topic, or in reply to one of its messages. /tickets shows those that are open.
desk_members_toast = Only members of this group can do that.
desk_faq_how = Write what to look for behind it, like this: /faq side effects
desk_faq_none = I found no passage for that. Try other words.
desk_faq_pick = These come nearest to “{ $words }”. Tap one to see it first.
desk_faq_preview = This is what the person will get:
desk_faq_gone = That passage is not there any more. Use /faq again.
desk_faq_send = Send
desk_faq_back = Back
desk_faq_sent = ✓ Sent to the person: { $question }
desk_faq_sent_toast = It was sent already.
desk_closed_toast = This talk is closed. /reopen opens it again.
desk_assigned = { $name } has #{ $ticket } now.
desk_unassigned = #{ $ticket } is for everyone now.
desk_assign_who = Who do you mean? Send /assign alone to take it over. To give it to somebody, send /assign in reply to a message of theirs, or pick their name after it.
desk_assign_no_member = { $name } is not in this group, so I cannot give it to them.
desk_somebody = An admin
desk_noted = Noted. It stays here.
desk_note_how = Write the note behind it, like this: /note call again on Monday
desk_staff_block = The person of #{ $ticket } can write to the desk no more, and is told so once. I still answer them from the text. /unblock takes it back.
desk_staff_block_already = The person of #{ $ticket } is blocked already. /unblock takes it back.
desk_staff_unblock = The person of #{ $ticket } can write to the desk again.
desk_staff_unblock_not = The person of #{ $ticket } is not blocked.
desk_tickets = Still open: { $count }. Who waits longest comes first. Tap one to go there.
desk_tickets_none = Nothing is open. Well done!
desk_waits = #{ $ticket } waits for { $time }
desk_answered = #{ $ticket } answered, { $time } ago
desk_minutes = { $minutes } min
desk_hours = { $hours } h
desk_days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
desk_reminder = ⏰ #{ $ticket } waits for an answer: { $time } by now.
desk_handed_back = { $count ->
    [one] ☀️ While nobody was here, 1 person wrote and waits:
   *[other] ☀️ While nobody was here, { $count } people wrote and wait:
}
desk_id = The id of this group is { $id }. To have people write to you here, start me with --staff-chat { $id }.
desk_id_is = This is the desk: what people pass on comes here.
desk_rate = Did it help to talk with a person?
desk_rated = Thank you. I count it, and keep neither who said it nor why.
desk_forgotten = The talk with the people here has ended too, and what I could delete there is deleted. What they wrote themselves and what they saved I cannot delete.
privacy_desk = If you talk with a person here, I keep what I showed them first, with your question, and which messages belong together. I keep that until { $days ->
    [one] 1 day
   *[other] { $days } days
} after the end. What you pass on stands in the group of those people. What they do is noted for { $log_days ->
    [one] 1 day
   *[other] { $log_days } days
}, without your words. If they block you, I keep a code of you until they take it back, also after /forget.
privacy_stats = I count by day how many questions come and which passages answer them. These counts say nothing of who asked. I delete them after { $days ->
    [one] 1 day
   *[other] { $days } days
}.

# Statistics
stats_title = The last { $days } days
stats_weeks = The last { $weeks } weeks
stats_questions = Questions: { $count }
stats_answered = answered
stats_offered = asked back
stats_gap = not in the text
stats_unknown = not understood
stats_courtesy = hello and thanks
stats_urgent = red flags
stats_foreign = other languages
stats_helped = Helped: { $helped }, did not: { $not_helped }
stats_helped_share = That is { $share } % helped.
stats_handed_over = Passed on to a person: { $count }
stats_answer_within = Half of them were answered within { $time }.
stats_minutes = { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}
stats_hours = { $hours ->
    [one] an hour
   *[other] { $hours } hours
}
stats_days = { $days ->
    [one] a day
   *[other] { $days } days
}
stats_longer = more than a day
stats_most_asked = Asked most
stats_most_missed = Missed most, by what was near
stats_near_nothing = near nothing in the text
stats_fewer = fewer than { $count }
stats_withheld = not shown
stats_few = Counts below { $count } are not shown. A few others are left out, so that no one can work them out.
stats_nothing = No one has asked me anything in this time.
stats_zone = Days are those of { $zone }.
stats_show_days = { $days } days
stats_show_weeks = { $weeks } weeks
# What was missed, and phrasings that are added
privacy_missed = When I have no good answer, I note the words of the question as codes for { $days ->
    [one] 1 day
   *[other] { $days } days
}, so that the text can get better. A word can be read once { $people } people have used it.
missed_title = What I could not answer
missed_none = I have missed nothing so far. When I have no good answer, I count it here.
missed_off = I do not note what I miss. Start me with --keep missed=90 to change that.
missed_all_done = You have looked at all of it. Well done!
missed_help = Tap on a group to see it. The one that most people asked comes first.
missed_help_done = Here is what you have dealt with. Tap on a group to take that back.
missed_nothing_done = You have dealt with none yet.
missed_line = { $people } × { $words }
missed_unread = (words not shown)
missed_count = Asked { $misses ->
    [one] once
   *[other] { $misses } times
}, by { $people ->
    [one] 1 person
   *[other] { $people } people
}.
missed_words = Words: { $words }
missed_hidden = I show a word once { $people } people have used it. No word here has got so far.
missed_asked = Asked like this:
missed_near = Nearest in the text:
missed_near_nothing = Nothing in the text is near.
missed_unknown = no answer: { $count }
missed_none_of_these = none of these: { $count }
missed_not_mine = not my question: { $count }
missed_chose = picked from a list: { $count }
missed_handed_over = passed on: { $count }
missed_staff_chose = answered by you: { $count }
missed_add = + { $question }
missed_gap = It is a gap
missed_new_entry = It needs a new entry
missed_ignore = Ignore
missed_other = Look for another entry
missed_other_how = Send me this, with a few words of the entry: { $command }
missed_other_none = I found no entry for these words.
missed_take_back = Take that back
missed_to_list = ← All groups
missed_to_done = What is dealt with
missed_to_phrasings = Added phrasings
missed_is_phrasing = A phrasing was made of it.
missed_is_gap = You said that it is a gap. Put it into gaps.toml.
missed_is_new_entry = You said that it needs a new entry.
missed_is_ignored = You ignore it.
missed_gone = That group is gone. Its questions are too old, or they are in other groups now.
missed_no_words = I have no words to add. Put it in your own: { $command }
phrasing_title = Add this phrasing?
phrasing_pair = “{ $text }” → { $question }
phrasing_no_effect = I tried it on { $cases } questions. No other answer changes.
phrasing_effect = I tried it on { $cases } questions. { $changes } of them change:
phrasing_better = ↑ { $text }
phrasing_worse = ↓ { $text }
phrasing_more = and { $changes } more
phrasing_today = Today I answer this with “{ $question }”.
phrasing_unsure = Even with it, I would not be sure enough to answer this at once.
phrasing_breaks = I cannot add it. With it, these would no longer get what is right:
phrasing_broken = “{ $text }” is of { $right } and would get { $given }
phrasing_nothing = nothing
phrasing_empty = There must be some words in it that say what is meant.
phrasing_long = That is too long. A phrasing has { $chars } letters at most.
phrasing_there = The entry has this phrasing already.
phrasing_elsewhere = { $other } has this phrasing. One phrasing can lead to one place only.
phrasing_urgent = These words may be an emergency ({ $flag }), and those always come first.
phrasing_no_entry = There is no entry “{ $entry }”. You find the name of an entry at the end of its share link.
phrasing_no_cases = I cannot read the questions that I try it on: { $error }
phrasing_yes = Add it
phrasing_no = Leave it
phrasing_added = Done. I go by it from now on. “verbatim export” writes it into the files of the FAQ.
phrasing_left = All right, I leave it as it is.
phrasings_title = Added phrasings
phrasings_none = No phrasing has been added. Send { $command } to add one, or use /missed.
phrasings_help = Tap on one to take it back. To add one, send { $command }.
phrasings_usage = /phrasings ENTRY your words
phrasing_aside = Kept aside: its entry is gone, or the files give it to another.
phrasing_in_use = I go by it.
phrasing_undone = It was taken back. I do not go by it.
phrasing_take_back = Take it back
phrasing_use_again = Use it again
phrasing_gone = This phrasing is gone. It stands in the files now, or it is too old.
