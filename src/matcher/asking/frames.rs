//! What opens and closes messages in English and says nothing about any entry: greetings, thanks, apologies, sign-offs,
//! and the words that lead up to a question ("could you please tell me …").
//!
//! A pattern is words divided by blanks: `a|b` is either, `a?` may be left out, `*` is any one word, and `..` is up to
//! [`MOST_OPEN`] words that reach to the next mark or the end. Apostrophes are left out on both sides.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::matcher::reading::ReadWord;
use crate::text::{Break, is_without_apostrophe};

/// Where a pattern may stand and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// At the head of a sentence or after another one; it is set aside.
    Opening,
    /// The same, and what follows is asked.
    Lead,
    /// At the end of a sentence.
    Closing,
}

/// The most words that `..` stands for.
const MOST_OPEN: usize = 5;

const OPENINGS: &[&str] = &[
    "hello|hi|hey|hiya|heya|howdy|greetings|hallo|helo|hullo",
    "hello|hi|hey|hiya there|again|all|everyone|everybody|doctor|doctors|doc|dr|sir|sirs|madam|maam|miss|nurse|bot|folks|guys|friend|friends|team|dear|mate|please",
    "hello|hi|hey dear? doctor|sir|madam|team|friend|friends|all",
    "hello|hi|hey bot|doctor|sir|madam|nurse there|please",
    "good morning|afternoon|evening|day|night to? you? dear? all|everyone|everybody|doctor|doctors|doc|sir|madam|maam|team|dear|bot|friends",
    "good morning|afternoon|evening|day|night",
    "morning|evening all|everyone|doctor|sir|team",
    "dear sir|madam|doctor|doctors|dr|team|all|friends|friend|colleagues|staff|bot|nurse or? madam?",
    "dear sir and|or|slash? madam",
    "to whom it may concern",
    "salaam|salam|namaste|shalom|aloha",
    "i|we? hope you are|r|re well|good|fine|ok|okay|doing? well? today?",
    "i|we? hope youre|your|ur doing|keeping? well|fine|good|ok|okay today?",
    "i|we? hope this|that|my message|email|note? finds you all? well?",
    "i|we? hope all is well",
    "i|we? hope you|someone|somebody|anyone can|could|will|might help me|us? please? with? this? out?",
    "i|we? hope this is the? right|correct place|person|chat|group|number|address to? ask? this? here?",
    "i|we? hope its|it is ok|okay|fine|alright to? ask? this? here?",
    "i|we? hope you|someone|somebody dont|do mind not? me|my? asking?",
    "how are you|u doing|today|all? today?",
    "how are things|you|u",
    "hope alls|all is? well",
    "long time no see",
    "nice to meet you",
    "thanks|thx|thankyou|ty|tnx|cheers so? very? much|a? lot|lots|again|everyone|all|in? advance?",
    "thanks|thx|thankyou|ty|tnx|cheers",
    "thank you|u ever so much",
    "thank you|u so? very? much|again|all|everyone|kindly|sincerely|doctor|sir|in? advance?",
    "thank you|u",
    "many|much|huge|big thanks",
    "thanks|thank you? so? very? much|a? lot? for|4 ..",
    "thanks|thank you? so? much? that|this|it was|is|helped|helps very|really|so? helpful|useful|clear|great|good|lot?",
    "i|we appreciate it|this|your|you|that help|time|work|answer|reply|patience?",
    "much appreciated",
    "thats|that is|was? very|really|so? helpful|useful|clear|great|good|kind|nice thanks|thank? you?",
    "that|this|it|you really|certainly|definitely? helped|helps me|us|it? a? lot|much|loads|tons?",
    "great|perfect|brilliant|wonderful|lovely|excellent|ok|okay thanks|thank|cheers you?",
    "sorry|apologies|apologise|apologize|sry|soz to|for bother|bothering|disturb|disturbing|trouble|troubling|interrupt|interrupting you|u? all|again|here|so? late? but?",
    "sorry for|about the|my|all|so? long|late|many|bad|poor|stupid|silly|basic|dumb|terrible? message|english|spelling|text|question|questions|typing|post|rant|essay|writing|grammar|delay|reply but?",
    "sorry|apologies|excuse|pardon|forgive me? if|in this|its|my|i|advance ..",
    "excuse|pardon|forgive me|my? english|ignorance|spelling|typing|intrusion? but?",
    "i|we am|m|are|im so|very|really? sorry to|for|if|about? bother|bothering|disturb|disturbing|trouble|ask|asking|the? you|this|again|that? but?",
    "im so|very|really? sorry to|for|about? bother|bothering|disturb|disturbing|trouble|ask|asking|the? you|this|again|that? but?",
    "apologies|sorry in advance",
    "sorry|apologies but|if?",
    "my apologies but?",
    "sorry|apologies",
    "im|i am|m? new here|to? this|here? chat|group|forum?",
    "new here",
    "i|we? just want|wanted to say hi|hello|thanks|thank you?",
    "my name is|s *",
    "my names *",
    "first of all|off?",
    "urgent|urgently|asap",
    "its|it|this is? urgent|important",
    "its|it|this is? an emergency",
    "please please? please? help|answer|reply|respond me|us? please? asap|quickly|soon|urgently|now|out|someone|somebody?",
    "help me|us? please|pls|plz|someone",
    "help help? help?",
    "please|pls|plz|plse|pleas|kindly",
    "someone|somebody|anyone|anybody please? help me|us? please?",
    "can|could|would|will you|u|someone|somebody|anyone|anybody please? help|assist|advise me|us? please|out?",
    "can|could|would|will you|u|someone|somebody|anyone|anybody please? help|assist me|us? please? with|about|regarding this|that|it|a|one|something|my? question|problem|thing|issue|query|matter?",
    "may|can|could|might i please|just|quickly|maybe? ask you|u? please? a|one|another|some|my|something|this|here? quick|small|simple|short|silly|stupid|few? question|questions|query|thing|things? please? about? it?",
    "i|we have|ve|got|had|do have? just? a|one|another|some|two|few|couple|this quick|small|simple|short|silly|stupid|basic|dumb|little|general|other|more? of? question|questions|query|queries for? you|u?",
    "ive|weve got? just? a|one|another|some|this quick|small|simple|short|silly|stupid|basic|dumb|little? question|questions|query|queries for? you|u?",
    "i|we need|want|am|m looking? for? some? help|advice|info|information please? here|with? this?",
    "just? a|one|another? very? quick|small|simple|short|silly|stupid|basic|dumb|little|general|random|weird? question|query for? you|u? please? here?",
    "this|it is|may|might|s be? probably|perhaps|maybe|sound|sounds a|like? a|very? silly|stupid|basic|dumb|odd|strange|weird? question? but?",
    "quick|stupid|silly|dumb|random|one|another|next|new|simple|general question|q",
    "my|the|our main? question|query|concern is|s this|the|simple? following?",
    "here is|s|are|goes my? question|questions?",
    "heres my? question?",
    "question|query|q|re|fwd|fw",
    "forwarded message|from *",
    "im|i|am|m? not really|quite? sure if|whether|that this|its|it is|was? the|a|in? right|correct|best|good? place|person|chat|group|thread|forum|where? to|for? ask|post|write|this|it? here|in? this|it? but?",
    "dont|do know|sure not? if|whether this is the? right place|person to? ask? but?",
    "not sure where|who|how else? to ask|start|begin|turn this? but?",
    "i|we? dont know|sure where|who|how else|really? to ask|start|begin|turn|put this|it? but?",
    "i|we? do not know where|who|how to ask|start|begin|turn this|it? but?",
    "asking|ask on? behalf? for|of a|my friend|family|relative|neighbour|neighbor|colleague|mother|mum|mom|father|dad|husband|wife|partner|son|daughter|brother|sister|aunt|uncle|someone member|else|here|actually?",
    "im|am asking for|on a|my|behalf of? friend|neighbour|neighbor|relative|colleague|mother|mum|mom|father|dad|husband|wife|partner?",
    "its|it is for a|my friend|relative|neighbour|colleague",
    "as i|we said|mentioned|wrote before|above|earlier|yesterday?",
    "let me ask|put you? this|it|something? another|differently|way?",
    "hmm|hm|um|umm|uhm|uh|er|erm|ah|oh|eh|aha|ooh|well|so|ok|okay|okey|alright|anyway|anyways|and|but|also|then|basically|actually|honestly|btw|fyi|yes|yeah|yep|secondly|firstly|finally|lastly",
    "you know|see",
    "by the way",
    "and|but also|then|so|now",
    "one more|other|last thing|question",
    "another thing|question",
    "and finally|lastly",
    "to be honest|clear",
    "i|we guess|mean|suppose|think so?",
    "are|r you|u there|online|awake|available|busy?",
    "is anyone|anybody|someone|somebody there|here|awake|online|available|around?",
    "anyone|anybody there|here|awake|online",
    "are you|u able to help me|us?",
    "can|could i|we get|have some? help|advice please|here?",
    "does|do anyone|anybody|somebody|someone know|have any? idea?",
    "can i|we talk|speak|chat to|with you|u? please|now?",
];

const LEADS: &[&str] = &[
    "can|could|would|will|may|might you|u|anyone|anybody|someone|somebody|one|the? please|pls|plz|kindly|possibly|maybe|perhaps|just|quickly|also? please? tell|explain|advise|inform|remind|show|enlighten|teach|clarify|confirm to|for? me|us|my? family|wife|husband|please|pls|kindly|again|simply|quickly? about|of|if|whether|exactly|regarding|on?",
    "can|could|would|will you|u|anyone|anybody|someone|somebody please|pls|kindly|possibly? let me|us know about|if|whether|exactly?",
    "can|could|would|will you|u|anyone|someone please|kindly? help me|us to? understand|find|figure|learn|know out? about|if|whether?",
    "can|could|would|will you|u|anyone|someone please|kindly? give me|us some|more|a|any|little? info|information|details|detail|explanation|idea|advice about|on|of|regarding?",
    "would|do|could you|u mind|please|possibly? telling|explaining|letting|clarifying to? me|us? know? about|if|whether?",
    "please|pls|plz|plse|kindly|pleas|just tell|explain|advise|inform|clarify|confirm|answer|remind to|for? me|us|this|my? family|question|please|here? about|if|whether|exactly?",
    "please|pls|plz|kindly let me|us know about|if|whether?",
    "tell|explain|advise to|for? me|us please|pls|kindly|again? about|if|whether|exactly?",
    "let me|us know about|if|whether?",
    "give me|us some|more? info|information|details about|on|of|regarding",
    "help me|us to? understand",
    "i|we would|d|do|did|really|just|only|also|still|desperately? like|love|want|need|wish|wanted|needed|wished|liked to|2 please|just|really|quickly|finally|better? know|ask|learn|understand|hear|enquire|inquire|clarify from|more? you|u|someone? please|here? about|if|whether|exactly|on|of|regarding?",
    "i|we would|d|just? like|love|want|need|wanted to find|be out|told about|if|whether|exactly?",
    "id|wed really|just|also? like|love to know|ask|learn|understand|hear|enquire|inquire|clarify from|more? you|u? please? about|if|whether|exactly|regarding?",
    "id|wed like|love to find|be out|told about|if|whether|exactly?",
    "wanna|wanted|want|need|needing|trying|hoping|wish|like to|2? know|ask|learn|understand|enquire|inquire more? from? you|u? about|if|whether|exactly|regarding?",
    "wanna|wanted|want|need|trying|hoping to|2 find|figure out about|if|whether|exactly?",
    "i|we am|was|m|were|are|have|ve|been just|only|also|really|still|always? been|just? wondering|curious|asking|interested|unsure|confused|enquiring|inquiring|keen|trying|hoping|worrying|uncertain|puzzled to|in? know|understand|find|learn|figure|knowing? out? about|if|whether|as|to|over|regarding|on?",
    "im|ive|was|were just|only|also|really|still|always? been|just? wondering|curious|asking|interested|unsure|confused|enquiring|inquiring|keen|trying|hoping|uncertain|puzzled to|in? know|understand|find|learn|figure|knowing? out? about|if|whether|as|to|over|regarding|on?",
    "just|only wondering|curious|asking|wanted|want|need to? know|ask? about|if|whether?",
    "not really|quite|entirely? sure i|we understand|know|get|follow about|if|whether?",
    "not really|quite|entirely? sure|clear if|whether|about|on?",
    "wondering|curious if|whether|about",
    "i|we just|do|also|often|always|sometimes? wonder|wondered|ask|asked|question|forgot|forget|keep if|whether|about|myself|to|wondering|asking ask|about?",
    "i|we|im|am|are do|m|really|just? dont|do|not|cant|cannot|can|didnt|never|still|couldnt really|not|quite|fully|exactly|still|even? know|understand|remember|recall|get|follow|understood|grasp|sure if|whether|exactly?",
    "i|we|im|am|are m|really? not really|quite|entirely|exactly|too|so? sure|clear|certain if|whether|about|on|exactly?",
    "i|we cant|cannot|couldnt|can|could not? find|see|locate out|anything|any|information|info|where|on|about? information|info|about|on|if|whether?",
    "do|does|did|would|might you|u|anyone|anybody|somebody|someone|they|u happen|perhaps|by|please|maybe|actually|here? to|chance? know about|if|whether|exactly?",
    "any|anyone|anybody idea|ideas|clue|know|knows about|if|whether|on|how?",
    "is it possible|okay|ok to ask|know|learn about|if|whether?",
    "may|can|could|might i|we please|just|maybe|quickly|kindly? ask|know|enquire|inquire you|u? about|if|whether|please|regarding?",
    "what|all i|we|id would|d|really|just|only|actually|also? like|want|need|wanted|wish|wonder|keep to|wondering? know|ask|understand|about|if? is|s|was|about? about|if|whether|this|that?",
    "what id|im|i|we|am|m really|just|still? like|wondering|asking|unsure to|about? know|ask|understand? is|about|was if|whether|this?",
    "my|our|the main|only|real|actual|big|first|second|next|other|one? question|query|concern|worry is|s|was|would about|if|whether|this|be|really|simply|just? if|whether?",
    "the? question|thing|point is|s if|whether",
    "i|we have|ve|got|had a|one|another|this|some|got quick|small|simple|short|silly|stupid|basic|little|few|general? question|questions|query|queries about|on|regarding|concerning|over",
    "ive|weve got? a|one|another|this|some quick|small|simple|short|silly|stupid|basic|little|few? question|questions|query|queries about|on|regarding|concerning",
    "question|questions|query|enquiry|inquiry about|on|regarding|concerning",
    "we|i are|am|m|im|were|was told|asked|want|advised to ask about|if|whether|you?",
    "asking|enquiring|inquiring|wondering about|whether|if",
    "i|we|it? id|wed|would|ill|d|itd be very|really|so|most|much? grateful|thankful|happy|glad|great|nice|good|kind|lovely|helpful|appreciative if you|u|someone|anyone|somebody could|can|would|might please|kindly? tell|explain|clarify|advise|answer|let|help to|for? me|us? know|understand? about|if|whether?",
    "id|wed|would be very|really|so|most|much? grateful|thankful|happy|glad if you|u|someone|anyone|somebody could|can|would|might please|kindly? tell|explain|clarify|advise|answer|let|help to|for? me|us? know|understand? about|if|whether?",
    "is it true that?",
    "is that|this? right|correct that",
    "looking for information|info|details about|on",
    "i|we need information|info|details|advice|help about|on|with|regarding",
    "need|want|seeking? more|some? information|info|details about|on|regarding",
];

const CLOSINGS: &[&str] = &[
    "thanks|thx|thankyou|ty|tnx|cheers|ta so|very? much|a|lots|again|everyone|all|in|heaps|loads? lot|advance|bunch? everyone|all|doctor|sir|team?",
    "thank you|u so|very|kindly|again|all|everyone|in|doctor|sir|dear? much|advance? in|indeed|everyone|all|doctor? advance?",
    "many|much|huge|big|warm thanks in|again|and? advance?",
    "thanks|thank you|u|so|a|very? much|lot? for|4 your|ur|the|any|all|reading|listening|helping|answering|everything|taking|letting ..",
    "thanks|thank for your|ur|the|any|all|reading|listening|helping ..",
    "thanks|thank you? and|for|kind|with|best .. regards|wishes",
    "i|we|would|ill|id|any|your|much|greatly|it would|will be|really? much|greatly|really? appreciate|appreciated|grateful it|this|your|any|that|help|advice|answer|if? help|time|answer|reply|advice?",
    "any|your|all help|advice|answer|reply|info|information|response|insight would|will|is|be be? much|greatly|very|really|gratefully|so? appreciated|welcome|received|great|helpful|good",
    "any help|advice|ideas|thoughts|tips please?",
    "please|pls|plz|plse|kindly help|advise|reply|answer|respond|explain|assist|tell|hurry me|us|soon|asap|quickly|urgently|now|know|back|this? please|soon|asap?",
    "please|pls|plz let me|us know soon|asap|please?",
    "let me|us know please|soon|asap|thanks?",
    "please|pls|plz|plse|kindly|pleas|asap|urgently|urgent",
    "looking|look forward to|for hearing|your|you ..",
    "looking|look forward",
    "waiting for your|ur|an|a kind|quick|prompt|early|fast? reply|answer|response",
    "hope to hear from you|u soon?",
    "i|we|really|just? hope you|someone|somebody|that|this|it can|could|makes|make|is help|sense|ok|clear me|us?",
    "sorry for|about|if the|my|this|being|all|so|bothering|asking|is|its ..",
    "sorry to|again|and|thanks bother|trouble|thanks? you?",
    "sorry|apologies",
    "kind|kindest|best|warm|warmest|many regards|wishes ..",
    "regards|sincerely|respectfully|rgds|cordially|faithfully|gratefully ..",
    "yours sincerely|faithfully|truly|respectfully ..",
    "all the best",
    "with best|kind|warm|many regards|wishes|thanks ..",
    "best wishes|regards ..",
    "god bless you|u|all? all?",
    "bless you|u|her|him?",
    "take care|it of|easy? yourself?",
    "have a|an good|nice|great|lovely|blessed|wonderful day|one|evening|weekend|week|night|time",
    "good night|bye|day",
    "bye|goodbye|cheerio|cya bye|for? now?",
    "see|talk to? you|u later|soon|tomorrow",
    "sent from my|outlook|yahoo|mail|a ..",
    "sent via|with ..",
    "does|do|did anyone|anybody|someone|somebody|you|u here|please? know about|this|that|it?",
    "any|anyone|anybody idea|ideas|clue|knows|thoughts|know",
    "do you|u know",
    "can|could|would|will you|u|anyone|someone|anybody|somebody please? help|advise|answer|tell|explain|assist me|us|this|with? please|this|that|it|out?",
    "can|could you|u please",
    "question|exclamation mark",
    "full stop",
    "lol|haha|hahaha|xx|xxx|x|xo|btw|tbh|imo|fyi|smh|idk",
    "you know|see",
    "if you|u dont|do|would|could|can|please? mind|not|know|help? mind?",
    "if that|this|thats|its is|s? ok|okay|alright|fine|possible",
    "if possible|poss|ok|okay",
    "if i|we may|might|can ask?",
    "i|we was|am|were|m? just|only? wondering|asking|wondered|wonder",
    "i|we would|d|just|really? like|want|need|wanted to know|ask|understand",
    "id like to know|ask|understand",
    "i|we guess|suppose|mean",
    "im|ive just|really|been|also? wondering|asking|curious|confused",
    "just|only wondering|curious|asking",
    "is my|the|our question|query",
    "thats all|it|everything for|i|from? now|wanted|me? to? know|ask?",
    "that is|was all|it|everything for|i|from? now|wanted|me? to? know|ask?",
    "thats my question|questions",
    "asking for a friend",
    "im|i|we|am|are|m|so|really|very|getting? worried|scared|afraid|anxious|confused|desperate|lost|nervous|frightened|terrified|stressed|upset",
];

/// Words that say nothing wherever they stand in what is asked.
pub(super) const FILLERS: [&str; 34] = [
    "please",
    "pls",
    "plz",
    "plse",
    "kindly",
    "um",
    "umm",
    "uhm",
    "uh",
    "er",
    "erm",
    "hmm",
    "hm",
    "ah",
    "oh",
    "eh",
    "lol",
    "haha",
    "btw",
    "tbh",
    "idk",
    "thx",
    "xx",
    "xxx",
    "basically",
    "actually",
    "honestly",
    "literally",
    "exactly",
    "ok",
    "okay",
    "anyway",
    "asap",
    "hi",
];

#[derive(Debug)]
struct Step {
    any: bool,
    open: bool,
    optional: bool,
    words: Vec<&'static str>,
}

#[derive(Debug)]
struct Pattern {
    kind: Kind,
    steps: Vec<Step>,
}

/// First word → the patterns that can begin with it.
static PATTERNS: LazyLock<HashMap<&'static str, Vec<Pattern>, FixedState>> = LazyLock::new(|| {
    let mut by_first: HashMap<&'static str, Vec<Pattern>, FixedState> = HashMap::default();
    for (kind, texts) in [(Kind::Opening, OPENINGS), (Kind::Lead, LEADS), (Kind::Closing, CLOSINGS)] {
        for text in texts {
            for at in 0..steps(text).len() {
                let steps = steps(text);
                if at > 0 && !steps[at - 1].optional {
                    break;
                }
                // One that begins with what may be left out is kept once for each of its beginnings.
                for first in steps[at].words.clone() {
                    let mut kept = self::steps(text).split_off(at);
                    kept[0].words = vec![first];
                    kept[0].optional = false;
                    by_first.entry(first).or_default().push(Pattern { kind, steps: kept });
                }
            }
        }
    }
    by_first
});

fn steps(text: &'static str) -> Vec<Step> {
    let step = |word: &'static str| {
        let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
        Step { any: word == "*", open: word == "..", optional, words: word.split('|').collect() }
    };
    text.split(' ').map(step).collect()
}

/// Where the longest pattern of that kind ends that begins at `at` and lies before `end`; `None` when none does.
pub(super) fn end_of(kind: Kind, words: &[ReadWord<'_>], at: usize, end: usize) -> Option<usize> {
    let first = words.get(at)?.typed;
    let plain;
    let first = if first.contains('\'') {
        plain = first.replace('\'', "");
        plain.as_str()
    } else {
        first
    };
    let named = |word: &str| PATTERNS.get(word).into_iter().flatten();
    let patterns = named(first).chain(named(if words[at].mended { words[at].text } else { "" }));
    let ends = patterns.filter(|pattern| pattern.kind == kind).filter_map(|pattern| {
        let found = follow(&pattern.steps[1..], words, at + 1, end);
        found.filter(|&found| kind != Kind::Closing || found == end)
    });
    ends.max()
}

fn follow(steps: &[Step], words: &[ReadWord<'_>], at: usize, end: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    let within = at < end && words[at].before != Break::End;
    let mut found = if step.optional { follow(rest, words, at, end) } else { None };
    if step.open {
        let most = (at..end.min(at + MOST_OPEN)).take_while(|&here| here == at || words[here].before == Break::None);
        let reach = at + most.count();
        let ends = reach == end || (reach < end && words[reach].before >= Break::Pause);
        return if ends { follow(rest, words, reach, end) } else { None };
    }
    if within
        && (step.any
            || step.words.iter().any(|known| is_without_apostrophe(words[at].typed, known) || words[at].text == *known))
    {
        found = found.max(follow(rest, words, at + 1, end));
    }
    found
}
