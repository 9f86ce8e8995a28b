# The bot's own words in English. Short words and short sentences: a test measures the reading age.
# Passages, questions, topics, the disclaimer and all else that the corpus holds are not here.

# Commands in Telegram's menu, at most 256 characters
start_command = What this bot does, and a question to try
topics_command = Browse all questions by topic
help_command = How to ask
about_command = Where the answers come from
privacy_command = What is kept about you
ask_command = Ask a question: /ask, then your question

# Buttons
helped = This helped
not_my_question = Not my question
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
# "Not medical advice" is fixed wording.
short_description = { $title }. Answers word for word from a chosen text. Not medical advice.

# Which language the corpus is in, for a reader of another one
in_language = { $code ->
    [es] in Spanish
    [de] in German
    [zh] in Chinese
   *[other] in the language of the source
}
passage_language = This passage is { $in_language }.
message_language = Parts of this message are { $in_language }.
ask_language = { message_language } Please write your questions { $in_language }.

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
choice_gone = That question is no longer part of this FAQ. Here are the topics there are now.

# What cannot be read or answered
text_only = I can read text only. Please do not send pictures, voice messages or medical records. Write your question in a short message instead.
unknown_command = I do not know that command. Just write your question, or use /help.
went_wrong = Something went wrong on my side, and I could not answer that message. Please ask again in other words.
emergency_note = If somebody is in danger now, call { $emergency }.

# Where the words come from. "Clinically" is fixed wording: it says which review is meant.
source_line = Source: “{ $title }” ({ $review }). { $origin }
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
privacy_words = Your words are stored only until they are answered. Then they are deleted.
privacy_handled = I keep the number of each message for { $days ->
    [one] 1 day
   *[other] { $days } days
}, but not its words. So I answer no message twice.
privacy_feedback = I count how often a passage helped or did not. The count does not say who tapped. So that a tap counts once, I keep a code for { $days ->
    [one] 1 day
   *[other] { $days } days
}. It is made from your Telegram user number and the number of the message. It does not name you.
privacy_chosen = I count how often a passage is picked to be sent to another chat. The count does not say who sent it or where.
privacy_telegram = Telegram itself stores the messages of this chat. To remove them, delete the chat in Telegram.
