# The bot's own words in Simplified Chinese. Readers are addressed with 您; sentences stay short.

# Commands in Telegram's menu, at most 256 characters
start_command = 这个机器人能做什么，附一个示例问题
topics_command = 按主题查看所有问题
help_command = 怎样提问
about_command = 答案的出处
privacy_command = 会保存您的哪些信息
ask_command = 提问：先输入 /ask，再写您的问题
settings_command = 设置
forget_command = 删除关于您的记录
post_command = 为您的群组或频道发帖

# Buttons
helped = 有帮助
not_my_question = 我问的不是这个
# Above an answer to a question that was read with what the answer before it was about, and the button to take that back
about_subject = 关于{ $subject }：
not_about = 不是问{ $subject }
none_of_these = 都不是
all_topics = 所有主题
share = 分享
ask_more = 继续提问
# Above a list of results
ask_in_chat = 到与机器人的聊天里提问

# Shown for a moment after a tap, at most 200 characters
helped_toast = 谢谢您。
not_helped_toast = 谢谢您告诉我。
old_button_toast = 这个按钮来自旧版本。请您重新提问。

# What the bot is and how to ask it
what_i_do = 我会在文章里查找能回答您问题的段落，并逐字显示给您。我绝不编造答案。如果文章里没有说明，我会如实告诉您，并告诉您可以问谁。
how_to_ask = 请用您自己的话写下问题。有错别字也没关系。
how_to_ask_with_example = { how_to_ask }例如：{ $question }
help_text = { how_to_ask }{ what_i_do }
try_questions = 您可以试试这些问题：
ask_how = 请把您的问题写在命令后面，例如：
guest_how = 请把您的问题写在我的名字后面，例如：
short_description = { $title }。逐字引用一篇选定的文章来回答。这不是医疗建议。
short_description_general = { $title }。逐字引用一篇选定的文章来回答。

# Which language the corpus is in, for a reader of another one
in_language = { $code ->
    [zh] 中文
    [en] 英文
    [es] 西班牙文
    [de] 德文
   *[other] 原文的语言
}
passage_language = 这段内容用的是{ $in_language }。
message_language = 这条消息有一部分用的是{ $in_language }。
ask_language = { message_language }请您用{ $in_language }提问。
quiz_language = 这个测验用的是{ $in_language }。

# Asking back, and finding nothing
choose = 我不确定您想问哪个问题。是下面其中一个吗？
gap = 文章里没有说明：“{ $label }”。
nearest = 下面的问题比较接近，文章里有答案：
no_answer = 这个问题我没有答案。

# In place of a message that does not fit into one
too_long = 这段内容太长，在这里一条消息放不下。请点下面的按钮阅读。

# Browsing
pick_topic = 请选择一个主题：
pick_question = 请选择一个问题：
page = 第 { $number } / { $last } 页
page_before = ‹ 第 { $page } 页
page_after = 第 { $page } 页 ›
choice_gone = 这个问题已经不在这里了。下面是现有的主题。
# Above a quiz about a topic, such as "Quiz: Surgery"
quiz = 测验：{ $topic }

# What cannot be read or answered
text_only = 我只能读文字。请不要发送图片、语音或病历。请把您的问题写成一条简短的消息。
text_only_general = 我只能读文字。请把您的问题写成一条简短的消息，不要发送图片或语音。
unknown_command = 我不认识这个命令。请直接写下您的问题，或使用 /help。
went_wrong = 我这边出了问题，没能回答您的这条消息。请您换个说法再问一次。
emergency_note = 如果现在有人有危险，请立即拨打：{ $emergency }。
help_line = { emergency_note }心理危机时请联系：{ $crisis }。
understands = 我只看得懂用{ $in_language }写的问题。

# Where the words come from
source_line = 来源：“{ $title }”（{ $review }）。{ $origin }
source_line_alone = 来源：“{ $title }”。{ $origin }
reviewed = 由 { $by } 于 { $on } 审阅
not_reviewed = 未经医学专业人员审阅
licence = 许可：{ $licence }
retrieved = 获取日期：{ $date }。
review_due = 下次审阅日期：{ $date }。
program = 共 { $topics } 个主题，{ $questions } 个问题。verbatim { $version }。
program_run_by = { program }运营方：{ $person }。

# What is kept
privacy_questions = 您向我提的每个问题会原文保存 { $days } 天。运营这个机器人的人可以读到。保存时用的是一个看不出您是谁的代码。如果可能是紧急情况，就不会保存。
privacy_words = 您写的内容只保存到回答为止，之后就会删除。
privacy_other_words = 您写的其他内容只保存到回答为止，之后就会删除。
privacy_dead = 如果一条消息我读不了或者回答不了，会把它保存 { $days } 天，以便再试一次。
privacy_sealed = 保存下来的您写的内容是加密的。没有密钥，谁也读不了。
privacy_handled = 每条消息的编号会保存 { $days } 天，但不保存消息的内容。这样同一条消息就不会回答两次。
privacy_feedback = 我会统计一段内容有多少次有帮助、多少次没有帮助。统计里看不出是谁点的。为了每次点击只算一次，我会把一个代码保存 { $days } 天。这个代码由您的 Telegram 用户编号和消息编号生成，里面没有您的名字。
privacy_chosen = 我会统计一段内容有多少次被选中发到别的聊天里。统计里看不出是谁发的、发到了哪里。
privacy_counts = 这样的统计如果 { $days } 天没有变化，就会删除。
privacy_settings = 我会保存您设置的语言，以及您用我管理哪些群组或频道，用的是一个看不出您是谁的代码。每一项在最后一次记录 { $days } 天之后会被忘记。
privacy_posts = 如果您安排每日发布，我会一起保存您的 Telegram 用户编号和语言，以便在发布失败时告诉您。使用 /forget 可以删除它们。
privacy_held = 如果您在群组里问到您自己的情况，我可能会把您的问题保留 10 分钟，方便您带到我们的私聊中。回答之后我就删除它。
privacy_follow_up = 为了让您可以接着问，我会以代码形式记住上一个回答的主题，保留 { $minutes } 分钟。
privacy_codes = 为了跟随您对问题的修改、防止消息泛滥、不重复做同一件事，我会保存一些看不出您是谁的代码。最后一个会在 { $days } 天之后过期。
privacy_forget = 使用 /forget 可以删除您的语言、群组、评价，以及我保存的您的消息和问题。有些代码我自己也找不回来，它们会自行过期。
privacy_groups = 对于群组和频道，我会保存名称和管理员的设置。我离开以后，这些会在 { $days } 天之后被忘记。
privacy_telegram = Telegram 自己也会保存这个聊天的消息。如果要删除，请在 Telegram 里删除这个聊天。

# 群组
joined = 您好。我回答关于这篇文章的问题：{ $title }。
joined_how = 向我提问的方法：回复我的消息，写上 @{ $username } 和您的问题，或使用 /ask。例如：
hears_all = 我能看到这里的所有消息。我只回答发给我的消息。/privacy 会说明我保存什么。
hears_some = 我只能看到发给我的消息：命令、提到我名字的消息，以及对我的回复。其他消息我看不到。
joined_settings = 群组管理员可以用 /settings 更改我的设置。
joined_channel = 我现在是“{ $title }”的管理员。请在这里使用 /post 选择我在那里发布的内容。
in_private = 这涉及您本人，我们私下谈吧。
in_private_held = 这涉及您本人，我们私下谈吧。请在 10 分钟内点下面的按钮，您的问题会一起带过去。
in_private_button = 私下问我
held_over = 我已经不再保留那个问题了。请在这里再写一次。
held_by_another = 那是别人的问题，所以我不显示它。您可以在这里问您自己的问题。
held_answered = 那个问题我已经回答过了。您可以在这里问别的问题。
answered_above = 我刚才在这里已经给出了这个答案。
answered_above_button = 查看答案
admins_ask = 在这个群组里只有管理员可以问我。您可以私下问我。
topic_off = 管理员不希望在群组里谈这个话题。您可以私下问我。
too_many = 一次问得太多了。请等一分钟再问。

# 管理员可以设置的内容
settings_title = 本群组的设置
settings_help = 点一行即可更改。只有管理员可以更改。
settings_mode = 何时回答：{ $mode }
settings_mode_help = 我在这个群组里什么时候回答？没有人问我时，我只在有把握时回答。
settings_asked = 有人问我时
settings_auto = 有把握时也主动回答
settings_off = 从不
settings_quiet = 安静时段：{ $hours }
settings_quiet_help = 在安静时段，我只回答问我的人，并且没有提示音。从几点开始？
settings_quiet_until = 从 { $from } 开始安静。到几点结束？
settings_hours = { $from } 至 { $until }
settings_none = 无
settings_zone = 时区：{ $zone }
settings_zone_help = 这个群组在哪个时区？您也可以输入：/settings Europe/Paris
settings_zone_unknown = 我不认识这个时区。请这样写：/settings Europe/Paris
settings_repeat = 不重复的时间：{ $time }
settings_repeat_help = 在多长时间内，我只指向已经给出的答案，而不再重复？
settings_privacy = 谁能看到我的回答，保留多久
settings_privacy_help = 谁能在这里看到我的回答？我什么时候删除它们？如果我是管理员，我可以只让提问者看到回答。如果做不到，我就照现在这样回答。
settings_oneself = 关于本人的问题：{ $mode }
settings_oneself_help = 有人会问到自己的情况。我应该在哪里回答？如果可能是紧急情况，我总是立即在这里回答。
settings_oneself_private = 私下回答
settings_oneself_alone = 只有提问者能看到
settings_oneself_group = 与其他问题一样
settings_alone_on = 谁能看到回答：只有提问者
settings_alone_off = 谁能看到回答：所有人
settings_delete = 何时删除我的回答：{ $time }
settings_delete_help = 我什么时候删除我在这里的回答？我的帖子会保留，紧急情况下说的话也会保留。
settings_delete_never = 从不
settings_delete_after = { $time }后
settings_minutes = { $minutes } 分钟
settings_hours_long = { $hours } 小时
settings_short = 免责声明：短
settings_long = 免责声明：长
settings_topics = 话题：{ $on } / { $all }
settings_topics_help = 我可以在这里回答哪些话题？点话题即可开启或关闭。
settings_here_on = 在此话题串：我回答
settings_here_off = 在此话题串：我不说话
settings_admins = 谁可以问：管理员
settings_everybody = 谁可以问：所有人
settings_done = 完成
settings_saved = 设置已保存。
settings_for_admins = 只有本群组的管理员可以更改我的设置。
for_admins_toast = 只有本群组的管理员可以这样做。

# 每个人可以自己设置的内容
personal_title = 您的设置
personal_help = 我自己的话用哪种语言？文章原文保持不变。
personal_automatic = 与 Telegram 相同
forget_button = 忘记我
forget_question = 要我删除保存的关于您的一切吗？包括您的语言、您的评价、您设置过的群组，以及我保存的您的消息和问题。此操作无法撤销。
forget_yes = 是的，忘记我
forgotten = 好了。您的语言、评价、设置过的群组，以及我保存的您的消息和问题都已删除。您以后提的问题会按 /privacy 所说的保存。

# 群组和频道的帖子
did_you_know = 您知道吗？
ask_me = 就此问我
post_title = 您的群组和频道
post_pick = 要我在哪里发帖？
post_nowhere = 我不知道您管理的群组或频道。请把我设为您频道的管理员，或在您的群组里发送 /settings，然后回来使用 /post。
post_help = 我可以每天在这里发布一段原文或一个小测验。全部发过一遍之后才会重复。
post_paused = 每日发帖已暂停。
post_passage = 每天一段原文：{ $time }
post_quiz = 每天一个小测验：{ $time }
post_passage_on = 一段内容（{ $weekdays }）：{ $time }
post_quiz_on = 一个测验（{ $weekdays }）：{ $time }
post_off = 关闭
post_pause = 暂停
post_resume = 继续
post_preview_passage = 查看下一段原文
post_preview_quiz = 查看下一个小测验
post_last = 上次：{ $at }，已发布
post_failed_at = 上次：{ $at }，失败。{ $why }
post_next = 下次：{ $at }
post_times = 点一个时间可以把它去掉。点一天可以打开或关闭它。
post_times_full = 一天最多四次，已经满了。点一个时间可以把它去掉。点一天可以打开或关闭它。
post_add = 添加时间
monday = 周一
tuesday = 周二
wednesday = 周三
thursday = 周四
friday = 周五
saturday = 周六
sunday = 周日
post_topic = 话题：{ $topic }
post_general = 常规
post_topic_number = { $number } 号
post_topic_help = 如果要发到别的话题，请在那里发送 /post，然后打开我给您的链接。
post_hour = 几点？
post_minute = 具体时间？
post_never = 不发帖
post_zone_help = 这些时间属于哪个时区？
post_confirm = 帖子将是这个样子。现在发布吗？
post_now = 发布到 { $title }
post_done = 我正在发布到 { $title }。
post_posted = 已经发布到 { $title }。
post_failed = 没能发布到 { $title }。
post_failed_passage = “{ $title }”的每日内容没有发出去。
post_failed_quiz = “{ $title }”的每日测验没有发出去。
post_paused_itself = 已经连续失败三次，所以现在暂停了。
post_why_polls = 我在那里不能发投票。请允许成员发投票，或者给我管理员的发布权限。
post_why_rights = 我在那里不能发言。请让管理员允许我发言，然后发送 /post。
post_why_gone = 我已经不在那个聊天里了。请重新添加我，然后发送 /post。
post_why_topic = 话题已经关闭或者不存在了。请选择别的话题。
post_why_late = 会晚一个多小时，所以没有发。
post_why_unknown = 我不知道是否已经送达。请先去那里看看，再决定是否重新发布。
post_why_settings = 我读不了那里的设置。请在那里发送 /settings 重新设置。
post_why_other = Telegram 说：{ $reason }
post_nothing = 没有这类内容可以发布。
post_gone = 我不能在那里发帖，或者您已不是那里的管理员。
post_unknown = 我不知道名为“{ $name }”的原文段落。名称在其分享链接的末尾。
post_in_private = 我们私下处理吧。请在那里给我发送 /post。

# 给运营者
notice_faq = 请修正这些文件。您一保存，我就会重新读取。
notice_webhook = Telegram 没能把大家写的内容送到我这里。它说：“{ $error }”。代理是否在运行？证书是否仍然有效？Telegram 会在 24 小时内不断重试，所以目前还没有丢失任何内容。
notice_dead = 我不得不放弃 { $letters } 条消息或回答。
notice_dead_help = “verbatim dead list”会显示原因。原因排除后，请用“verbatim dead retry --all”重试。
notice_failed_posts = 有 { $posts } 次每日发帖失败。设置它的人已得知原因，“/post”也会显示。
reload_changed = 完成。新的常见问题已生效，共有 { $questions } 个问题。
reload_unchanged = 常见问题没有变化。
reload_refused = 新的常见问题有错误，所以我继续使用旧的：
reload_more = 还有 { $findings } 处错误。日志里有全部错误。
reload_built_in = 我使用的是内置的常见问题，没有可重新读取的内容。要使用您自己的，请用 --faq DIR 启动我。

# The support desk: what people read, then what staff read
human_command = 与真人交谈
withdraw_command = 撤回您转交的内容
resume_command = 让我重新回答
desk_button = 与真人交谈
desk_what_next = 会有真人阅读，并在这里回复您。
desk_not_urgent = 此渠道不适用于紧急情况。
desk_question = 您的问题：“{ $question }”
desk_staff_see = 他们会看到您的问题、我的回答、您的语言，以及您与他们交谈过几次。他们看不到您的姓名和号码。
desk_staff_see_none = 他们会看到您的语言、您此后写的内容，以及您与他们交谈过几次。他们看不到您的姓名和号码。
desk_consent = 要我转交吗？
desk_consent_none = 要我请真人来吗？
desk_pass_on = 转交
desk_no = 不用
desk_declined = 好的。我不会转交任何内容。
desk_open = 现在由真人处理。您在这里写的内容会转给他们，我会保持安静。发送 /resume 可让我重新回答。
desk_write = 现在请写下您想问的内容。
desk_take_back = 撤回
desk_open_already = 已经有真人在处理。直接在这里写即可。
desk_withdrawn = 您已撤回。我已删除 Telegram 允许我删除的内容。他们写的内容仍在他们那里。我会重新回答。
desk_resumed = 我会重新回答。想与真人交谈，请发送 /human。
desk_none_open = 目前没有与真人的对话。发送 /human 可开始。
desk_closed = 对话已结束。我会重新回答。您的问题解决了吗？
desk_yes = 解决了
desk_still_open = 没有
desk_solved = 很好，谢谢您告诉我。
desk_reopened = 对话已重新打开。您在这里写的内容会转给真人，我会保持安静。
desk_cannot_reopen = 该对话无法继续。发送 /human 可开始新的对话。
desk_silent = 这里很久没有人写消息，所以我重新回答。
desk_go_on = 继续与真人交谈
desk_blocked = 这里的工作人员不再接收您的消息。我仍会回答问题。
desk_undelivered = 我没能把您写的内容转给真人。请稍后再试，或求助其他人。
desk_label = 👤 工作人员：
desk_label_named = 👤 { $name }：
desk_in_private = 真人只能在私聊中回复您。点此打开与我的私聊。
desk_deleted = 对方那里也已删除。
desk_not_deleted = 我无法在对方那里删除它。Telegram 只允许我在 48 小时内删除。
desk_edit_too_long = 您的修改太长，对方看到的仍是之前的内容。请缩短，或作为新消息发送。
desk_delete_how = 请用 /delete 回复您自己的消息，我会在对方那里也删除它。
desk_help = 想与真人交谈，请发送 /human。发送 /withdraw 可撤回您转交的内容。
desk_urgent_too = 您的消息也已转给真人。请不要等待他们回复。
desk_from = 💬 #{ $number }
desk_from_changed = 💬 #{ $number }（已修改）
desk_from_urgent = 🚨 #{ $number } 可能是紧急情况。我已告知何处求助。
desk_card_new = 新对话
desk_card_asks = 提问：
desk_card_cut = 完整消息见下。
desk_card_no_question = 对方要求与真人交谈，尚未说明内容。
desk_card_shown = 我展示了：“{ $title }”
desk_card_offered = 我不确定，询问是否指其中之一：{ $titles }
desk_card_gap = 我说明文本没有提到：{ $label }。
desk_card_unknown = 我没有找到合适的内容。
desk_card_urgent = 可能是紧急情况。我已告知何处求助。
desk_card_language = 语言：{ $language }
desk_card_earlier = { $count ->
    [0] 此前没有交谈过。
   *[other] 此前交谈过 { $count } 次。
}
desk_card_topic = 在这里写即可回复。以 // 开头的内容只留在这里。/close 结束对话。
desk_card_reply = 回复此消息即可答复。以 // 开头的内容只留在这里。回复 /close 结束对话。
desk_card_renewed = 该对话原来的位置已不存在，在此继续。
desk_no_right = 我不能在这里创建话题，所以每个对话是一串回复。请将我设为拥有“管理话题”权限的管理员，之后每个新对话都会有自己的话题。
desk_staff_closed = 对话已关闭，消息未发送。发送 /reopen 可继续。
desk_staff_over = 对话已彻底结束，消息未发送。
desk_staff_blocked = 未送达：对方已屏蔽我。对方解除屏蔽后我才能联系到。可用 /close 关闭对话。
desk_staff_gone = 未送达：该账号已不存在。可用 /close 关闭对话。
desk_staff_refused = 未送达。Telegram 提示：“{ $reason }”。请换一种方式再试。
desk_staff_resumed = 对方结束了对话。我重新为其回答。
desk_staff_withdrew = 对方撤回了对话 #{ $number }。我已删除 Telegram 允许删除的内容。
desk_staff_silent = 很久没有人写消息，对话已关闭。发送 /reopen 可继续。
desk_staff_still_open = 对方表示尚未解决。对话已重新打开。
desk_staff_reopened = 对话已重新打开。您在这里写的内容会转给对方。
desk_staff_solved = 对方表示已解决。
desk_staff_closed_now = 已关闭。我已询问对方是否解决。
desk_staff_closed_already = 对话已经关闭。
desk_staff_open_already = 对话已经打开。
desk_staff_has_other = 对方有更新的对话：#{ $number }。请在那里继续。

# 人工咨询：何时回复
desk_weekday = { $weekday ->
    [0] 周一
    [1] 周二
    [2] 周三
    [3] 周四
    [4] 周五
    [5] 周六
   *[6] 周日
}
desk_expect_any = 有人在时就会回复您。
desk_expect_now = 现在有人值班。值班时间：{ $hours }（{ $city } 时间）。
desk_expect_later = 现在没有人值班。预计{ $opens }开始回复（{ $city } 时间）。
desk_today = 今天 { $time }
desk_tomorrow = 明天 { $time }
desk_on_weekday = { $weekday } { $time }
desk_on_date = { $date }（{ $weekday }）{ $time }

# 人工咨询：工作人员的操作
desk_faq_command = 查找并发送一段原文
desk_assign_command = 自己接手或交给他人
desk_unassign_command = 交还给大家
desk_note_command = 只留在这里的备注
desk_close_command = 结束这次对话
desk_reopen_command = 重新打开
desk_delete_command = 收回您所回复的消息
desk_block_command = 不再与此人对话
desk_unblock_command = 允许此人再次联系
desk_tickets_command = 未结束的对话，等得最久的在前
desk_help_command = 在这里能做什么
desk_staff_help = 您在对话里写的内容会发给对方。以 // 开头的内容只留在这里。对方看不到任何人的名字。
desk_staff_help_where = 请在对话的话题中使用，或回复其中的一条消息。/tickets、/stats、/missed 和 /help 在本群任何地方都可用。
desk_unknown_command = 我不认识这个命令，因此没有发给对方。/help 会告诉您在这里能做什么。
desk_not_here = 您指的是哪个对话？请在它的话题中发送，或回复其中的一条消息。/tickets 会列出未结束的对话。
desk_members_toast = 只有本群成员可以这样做。
desk_faq_how = 请在后面写上要找的内容，例如：/faq 副作用
desk_faq_none = 没有找到相关的原文。请换个说法试试。
desk_faq_pick = 与“{ $words }”最接近的如下。点一下可先预览。
desk_faq_preview = 对方将收到以下内容：
desk_faq_gone = 这段原文已不存在。请再次使用 /faq。
desk_faq_send = 发送
desk_faq_back = 返回
desk_faq_sent = ✓ 已发给对方：{ $question }
desk_faq_sent_toast = 已经发送过了。
desk_closed_toast = 这次对话已结束。/reopen 可重新打开。
desk_assigned = #{ $ticket } 现在由 { $name } 负责。
desk_unassigned = #{ $ticket } 现在由大家处理。
desk_assign_who = 您指的是谁？只发 /assign 就由您接手。要交给别人，请回复对方的一条消息发送 /assign，或在后面选择对方的名字。
desk_assign_no_member = { $name } 不在本群，无法交给对方。
desk_somebody = 一位管理员
desk_noted = 已记下，只留在这里。
desk_note_how = 请在后面写上备注，例如：/note 周一再问
desk_staff_block = #{ $ticket } 的对方不能再联系人工，我会告知一次。我仍会根据原文回答。/unblock 可撤销。
desk_staff_block_already = #{ $ticket } 的对方已被屏蔽。/unblock 可撤销。
desk_staff_unblock = #{ $ticket } 的对方可以再次联系人工。
desk_staff_unblock_not = #{ $ticket } 的对方没有被屏蔽。
desk_tickets = 未结束：{ $count }。等得最久的在前。点一下即可前往。
desk_tickets_none = 没有未结束的对话。辛苦了！
desk_waits = #{ $ticket } 已等待 { $time }
desk_answered = #{ $ticket } 已回复，{ $time } 前
desk_minutes = { $minutes } 分钟
desk_hours = { $hours } 小时
desk_days = { $days } 天
desk_reminder = ⏰ #{ $ticket } 正在等待回复，已 { $time }。
desk_handed_back = ☀️ 无人值班期间，有 { $count } 人留言并在等待：
desk_id = 本群的 ID 是 { $id }。要在这里接收人工咨询，请用 --staff-chat { $id } 启动我。
desk_id_is = 这里就是人工咨询群：用户转交的内容会发到这里。
desk_rate = 与工作人员交谈对您有帮助吗？
desk_rated = 谢谢。我只计数，不记录是谁、为什么。
desk_forgotten = 与工作人员的对话也已结束，能删除的我都删除了。他们自己写的或保存的内容，我无法删除。
privacy_desk = 如果您在这里与工作人员交谈，我会保留最先给工作人员看的内容（包括您的问题），并记住哪些消息属于同一对话，直到结束后 { $days } 天。您转交的内容会留在工作人员的群里。他们的操作会记录 { $log_days } 天，不含您的话。如果他们屏蔽您，我会保留您的一个代码，直到他们撤销，/forget 之后也是如此。
privacy_stats = 我会按天统计有多少问题、由哪些内容回答。这些数字看不出是谁问的。{ $days } 天之后会删除。

# 统计
stats_title = 最近 { $days } 天
stats_weeks = 最近 { $weeks } 周
stats_questions = 问题：{ $count }
stats_answered = 已回答
stats_offered = 给出选项
stats_gap = 资料里没有
stats_unknown = 没有听懂
stats_courtesy = 问候和感谢
stats_urgent = 紧急信号
stats_foreign = 其他语言
stats_helped = 有帮助：{ $helped }，没有帮助：{ $not_helped }
stats_helped_share = 有帮助的占 { $share }%。
stats_handed_over = 转给人工：{ $count }
stats_answer_within = 其中一半在 { $time } 内得到回答。
stats_minutes = { $minutes } 分钟
stats_hours = { $hours } 小时
stats_days = { $days } 天
stats_longer = 一天以上
stats_most_asked = 问得最多的
stats_most_missed = 最常没有答上的（按最接近的内容）
stats_near_nothing = 资料里没有接近的内容
stats_fewer = 少于 { $count }
stats_withheld = 不显示
stats_few = 少于 { $count } 的数字不显示。还有个别数字也不显示，以免被推算出来。
stats_nothing = 这段时间没有人问过我。
stats_zone = 日期按 { $zone } 计算。
stats_show_days = { $days } 天
stats_show_weeks = { $weeks } 周
# 遗漏的问题与添加的问法
privacy_missed = 当我没有合适的回答时，我会把问题里的词以代码的形式记录 { $days } 天，以便改进内容。一个词只有被 { $people } 个人用过之后才能读出。
missed_title = 我没能回答的问题
missed_none = 到目前为止没有遗漏的问题。当我没有合适的回答时，会在这里计数。
missed_off = 我没有记录遗漏的问题。要改变这一点，请用 --keep missed=90 启动我。
missed_all_done = 您已经全部看过了。做得好！
missed_help = 点一个分组查看。问的人最多的排在最前面。
missed_help_done = 这些是您已经处理过的。点一个分组可以撤回。
missed_nothing_done = 您还没有处理过任何分组。
missed_line = { $people } × { $words }
missed_unread = （不显示用词）
missed_count = 被问了 { $misses } 次，共 { $people } 人。
missed_words = 用词：{ $words }
missed_hidden = 一个词被 { $people } 个人用过之后我才会显示。这里还没有这样的词。
missed_asked = 问法如下：
missed_near = 内容中最接近的：
missed_near_nothing = 内容中没有接近的。
missed_unknown = 没有回答：{ $count }
missed_none_of_these = 都不是：{ $count }
missed_not_mine = 不是我的问题：{ $count }
missed_chose = 从列表中选择：{ $count }
missed_handed_over = 转交：{ $count }
missed_staff_chose = 由你们回答：{ $count }
missed_add = + { $question }
missed_gap = 这是空白
missed_new_entry = 需要新条目
missed_ignore = 忽略
missed_other = 找别的条目
missed_other_how = 把这个连同条目里的几个词发给我：{ $command }
missed_other_none = 用这些词没有找到条目。
missed_take_back = 撤回
missed_to_list = ← 所有分组
missed_to_done = 已处理的
missed_to_phrasings = 已添加的问法
missed_is_phrasing = 已据此添加问法。
missed_is_gap = 您说这是空白。请写进 gaps.toml。
missed_is_new_entry = 您说这需要新条目。
missed_is_ignored = 您已忽略它。
missed_gone = 这个分组已经没有了。它的问题太旧，或者现在在别的分组里。
missed_no_words = 我没有可添加的用词。请用您自己的话写：{ $command }
phrasing_title = 添加这个问法吗？
phrasing_pair = “{ $text }” → { $question }
phrasing_no_effect = 我用 { $cases } 个问题试过。其他回答都不变。
phrasing_effect = 我用 { $cases } 个问题试过。其中 { $changes } 个有变化：
phrasing_better = ↑ { $text }
phrasing_worse = ↓ { $text }
phrasing_more = 还有 { $changes } 个
phrasing_today = 目前我用“{ $question }”来回答这个问题。
phrasing_unsure = 即使加上它，我也没有足够把握立即回答。
phrasing_breaks = 不能添加。加上它之后，下面这些将得不到正确的回答：
phrasing_broken = “{ $text }”属于 { $right }，却会得到 { $given }
phrasing_nothing = 无
phrasing_empty = 其中必须有能说明意思的词。
phrasing_long = 太长了。一个问法最多 { $chars } 个字。
phrasing_there = 这个条目已经有这个问法了。
phrasing_elsewhere = { $other } 已有这个问法。一个问法只能指向一处。
phrasing_urgent = 这些话可能是紧急情况（{ $flag }），紧急情况总是优先。
phrasing_no_entry = 没有“{ $entry }”这个条目。条目的名称在它的分享链接末尾。
phrasing_no_cases = 我无法读取用来试验的问题：{ $error }
phrasing_yes = 添加
phrasing_no = 不添加
phrasing_added = 完成。从现在起生效。“verbatim export”会把它写进常见问题的文件。
phrasing_left = 好的，保持不变。
phrasings_title = 已添加的问法
phrasings_none = 还没有添加问法。发送 { $command } 添加一个，或者使用 /missed。
phrasings_help = 点一个可以撤回。要添加，请发送 { $command }。
phrasings_usage = /phrasings 条目 您的话
phrasing_aside = 已搁置：条目已不存在，或文件把它给了别的条目。
phrasing_in_use = 正在使用。
phrasing_undone = 已撤回，不再使用。
phrasing_take_back = 撤回
phrasing_use_again = 重新使用
phrasing_gone = 这个问法已不在这里。它已写进文件，或者太旧了。
